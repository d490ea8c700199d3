"""What lies in `deploy` is right by the tools that will read it, where those are here.

They are not installed for the tests: on a machine with systemd, Debian starts what it installs.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[2] / "deploy"
MOST_EXPOSED = 2.0
"""Of 10, as `systemd-analyze security` reckons it."""


def done(*command: object, folder: Path = DEPLOY) -> str:
    """What a tool says, once it has found nothing wrong; skips the test where the tool is not here."""
    tool, *rest = map(str, command)
    if shutil.which(tool) is None:
        package = {"promtool": "prometheus", "systemd-analyze": "systemd"}.get(tool, tool)
        pytest.skip(f"{tool} is not here, which is in Debian's package {package}")
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    ended = subprocess.run(
        [tool, *rest], cwd=folder, capture_output=True, text=True, check=False, env=environment, timeout=60
    )
    assert ended.returncode == 0, f"{ended.stdout}\n{ended.stderr}"
    return ended.stdout + ended.stderr


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The unit with its drop-in, whose program is one that every machine has."""
    unit = (DEPLOY / "meetings.service").read_text().replace("/opt/meetings/.venv/bin/meetings", "/bin/true")
    (tmp_path / "meetings.service").write_text(unit)
    (tmp_path / "meetings.service.d").mkdir()
    shutil.copy(DEPLOY / "backups.conf", tmp_path / "meetings.service.d")
    return tmp_path


def test_prometheus_reads_its_configuration_and_the_alerts() -> None:
    assert "8 rules found" in done("promtool", "check", "config", "prometheus/prometheus.yml")


def test_each_alert_comes_when_it_is_due_and_not_before() -> None:
    assert "SUCCESS" in done("promtool", "test", "rules", "alerts.test.yml", folder=DEPLOY / "prometheus")


def test_caddy_reads_its_configuration(tmp_path: Path) -> None:
    config = shutil.copy(DEPLOY / "Caddyfile", tmp_path)
    assert '"reverse_proxy"' in done("caddy", "adapt", "--config", config, "--validate", folder=tmp_path)
    done("caddy", "fmt", config, folder=tmp_path)


def test_systemd_finds_nothing_wrong_with_the_unit_and_its_drop_in(units: Path) -> None:
    said = done("systemd-analyze", "verify", "--man=no", units / "meetings.service", folder=units)
    assert "meetings.service" not in said, said


def test_the_unit_is_hardened(units: Path) -> None:
    said = done("systemd-analyze", "security", "--offline=true", "--no-pager", units / "meetings.service", folder=units)
    level = re.search(r"exposure level for meetings.service: (\d+\.\d)", said)
    assert level is not None, said
    assert float(level[1]) <= MOST_EXPOSED, said
