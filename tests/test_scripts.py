"""Every script has its line in scripts/README.md, and the locks are what they promise to be."""

from pathlib import Path

import pytest
from process import put_session

TOP = Path(__file__).resolve().parent.parent


def test_every_script_is_explained() -> None:
    explained = (TOP / "scripts" / "README.md").read_text(encoding="utf-8")
    scripts = {path.name for path in (TOP / "scripts").iterdir() if path.is_file()} - {"README.md"}
    assert {name for name in scripts if f"`{name}`" not in explained} == set()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_by_hash_and_names_no_address(lock: str) -> None:
    text = (TOP / lock).read_text(encoding="utf-8")
    packages = text.replace("\\\n", "").splitlines()
    assert [line for line in packages if "==" not in line or "--hash=sha256:" not in line] == []
    assert "://" not in text


def test_a_measurement_goes_on_where_the_system_refuses_to_put_its_session_first() -> None:
    put_session(-10, group=Path("/dev/full"))
