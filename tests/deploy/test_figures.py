"""Every figure that the dashboard and the alerts ask for is one that the server tells, with the labels they ask by."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.web.town import Town, town

DEPLOY = Path(__file__).parents[2] / "deploy"
FIGURE = re.compile(r"\b((?:meetings|process)_\w+)(?:\{([^}]*)\})?")
GROUPED = re.compile(r"\bby \(([^)]*)\)")
BY_PROMETHEUS = {"job", "instance"}
"""Labels that every figure gets from whoever collects it."""


def asked() -> list[str]:
    """The expressions of the dashboard's panels and of the alerts."""
    panels = json.loads((DEPLOY / "grafana/meetings.json").read_text())["panels"]
    told = [target["expr"] for panel in panels for target in panel.get("targets", [])]
    return told + re.findall(r"expr: (.*)", (DEPLOY / "prometheus/alerts.yml").read_text())


def labels_in(expression: str) -> Iterator[tuple[str, set[str]]]:
    """Each figure with the labels by which it is asked for, or its series are told apart."""
    grouped = {name.strip() for group in GROUPED.findall(expression) for name in group.split(",")}
    for name, chosen in FIGURE.findall(expression):
        yield name, grouped | set(re.findall(r"(\w+)\s*[=!]", chosen))


async def told(installed: Town) -> Mapping[str, set[str]]:
    """What `/metrics` tells once everything has happened: each figure with its labels."""
    chair, _ = await installed.in_session()
    assert (await chair.give(installed.meeting, "start_item", item="nothing"))["t"] == "refused"
    text = (await installed.stranger("127.0.0.1").get("/metrics")).text
    series = re.findall(r"^(\w+)(?:\{(.*)\})? ", text, re.MULTILINE)
    return {name: set(re.findall(r'(\w+)="', labels)) for name, labels in series}


async def test_every_figure_asked_for_is_told_with_its_labels(tmp_path: Path) -> None:
    async with town(tmp_path / "data", backups=tmp_path / "stick") as installed:
        known = await told(installed)
    for expression in asked():
        for name, labels in labels_in(expression):
            assert name in known, f"{name} is no figure of the server: {expression}"
            assert labels - BY_PROMETHEUS <= known[name], f"{name} has the labels {known[name]}: {expression}"


def test_the_alerts_and_the_panels_are_looked_at() -> None:
    names = {name for expression in asked() for name, _ in labels_in(expression)}
    assert {"meetings_backup_behind_seconds", "meetings_refusals_total", "process_resident_memory_bytes"} <= names


@pytest.mark.parametrize("address", ["127.0.0.1:8080"])
def test_prometheus_and_the_proxy_ask_where_the_unit_listens(address: str) -> None:
    assert address in (DEPLOY / "prometheus/prometheus.yml").read_text()
    assert address in (DEPLOY / "Caddyfile").read_text()
    assert f"--port {address.rpartition(':')[2]}" in (DEPLOY / "meetings.service").read_text()
