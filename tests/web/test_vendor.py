"""The vendored files are the ones that were reviewed, and each package says its version and licence."""

import json
import shutil
from pathlib import Path

import pytest

from scripts.check_vendor import faults

STATIC = Path(__file__).resolve().parents[2] / "static"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    (tmp_path / "vendor" / "pdf").mkdir(parents=True)
    names = ["icons.svg", "vendor/lit.js", "vendor/uqr.js"]
    for name in names:
        shutil.copy(STATIC / name, tmp_path / name)
    digests: dict[str, str] = json.loads((STATIC / "vendor/vendor.json").read_text("utf-8"))["files"]
    (tmp_path / "vendor/vendor.json").write_text(
        json.dumps({"files": {name: digests[name] for name in names}}), "utf-8"
    )
    return tmp_path


def test_every_vendored_file_has_the_digest_that_was_recorded() -> None:
    assert list(faults(STATIC)) == []


def test_a_copy_without_changes_has_no_faults(copy: Path) -> None:
    assert list(faults(copy)) == []


def test_a_changed_file_is_named_with_both_digests(copy: Path) -> None:
    (copy / "vendor/lit.js").write_text("export {}", "utf-8")
    (fault,) = faults(copy)
    assert fault.startswith("changed: static/vendor/lit.js (expected sha384-")


def test_a_missing_and_an_extra_file_are_named(copy: Path) -> None:
    (copy / "vendor/uqr.js").rename(copy / "vendor/other.js")
    assert list(faults(copy)) == ["missing: static/vendor/uqr.js", "extra: static/vendor/other.js"]


def test_every_package_names_its_version_its_licence_and_its_integrity() -> None:
    packages: list[dict[str, str]] = json.loads((STATIC / "vendor/vendor.json").read_text("utf-8"))["packages"]
    assert {package["name"] for package in packages} >= {"lit", "pdfjs-dist", "lucide-static", "uqr"}
    for package in packages:
        assert package["version"]
        assert package["licence"]
        assert package["integrity"].startswith("sha512-")
        assert (STATIC / "vendor" / package["text"]).stat().st_size > 300
