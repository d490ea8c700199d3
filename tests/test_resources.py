"""The files for the browser are found in a checkout and in what a wheel installs."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from meetings import resources

TOP = Path(__file__).resolve().parent.parent
BUILD = "import sys; from hatchling import build; print(build.build_wheel(sys.argv[1]))"
WHERE = "from meetings import resources; print(resources.static_folder()); print(resources.templates_folder())"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a wheel of this checkout puts into site-packages."""
    folder = tmp_path_factory.mktemp("wheel")
    name = python(BUILD, str(folder), cwd=TOP).splitlines()[-1]
    with zipfile.ZipFile(folder / name) as wheel:
        wheel.extractall(folder / "installed")
    return folder / "installed"


def python(program: str, *arguments: str, cwd: Path) -> str:
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, cwd=cwd, env=clean, check=True, capture_output=True, text=True).stdout


def files(folder: Path) -> set[str]:
    hidden = {"__pycache__", ".DS_Store"}
    return {
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and not hidden & {*path.parts}
    }


def test_a_checkout_has_them_at_the_top() -> None:
    assert resources.static_folder() == TOP / "static"
    assert resources.templates_folder() == TOP / "templates"


def test_an_installed_package_has_them_inside(installed: Path) -> None:
    package = installed / "meetings"
    assert python(WHERE, cwd=installed).split() == [str(package / "static"), str(package / "templates")]


def test_a_wheel_holds_every_file_of_them(installed: Path) -> None:
    assert files(installed / "meetings" / "static") == files(TOP / "static")
    assert files(installed / "meetings" / "templates") == files(TOP / "templates")


def test_a_missing_folder_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "meetings")
    with pytest.raises(
        FileNotFoundError, match=r"expected the folder static in .*meetings or beside it, found neither"
    ):
        resources.static_folder()
