"""What the layers of `pyproject.toml` cannot say: who names adapters, who reads the environment, what has no I/O."""

from pathlib import Path

import grimp
import pytest

TOP = Path(__file__).resolve().parent.parent
ADAPTERS = ("meetings.storage", "meetings.cluster")
COMPOSITION = {"meetings.app", "meetings.__main__"}
OUTSIDE_WORLD = frozenset(
    "aiosqlite asyncio datetime httptools io logging os pathlib random redis secrets socket sqlalchemy starlette "
    "threading time uuid uvicorn uvloop websockets".split()
)


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("meetings", include_external_packages=True, cache_dir=None)


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def modules(graph: grimp.ImportGraph, *packages: str) -> set[str]:
    return {module for module in graph.modules if any(within(module, package) for package in packages)}


def imports(graph: grimp.ImportGraph, module: str) -> set[str]:
    return set(graph.find_modules_directly_imported_by(module))


def test_only_the_composition_root_names_an_adapter(graph: grimp.ImportGraph) -> None:
    adapters = modules(graph, *ADAPTERS)
    named_by = {module for adapter in adapters for module in graph.find_modules_that_directly_import(adapter)}
    assert named_by - adapters <= COMPOSITION


def test_only_the_settings_read_the_environment() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in (TOP / "meetings").rglob("*.py")}
    readers = {path.name for path, source in sources.items() if "os.environ" in source or "getenv" in source}
    assert readers <= {"settings.py"}


def test_typesetting_could_live_on_its_own(graph: grimp.ImportGraph) -> None:
    imported = {other for module in modules(graph, "meetings.typesetting") for other in imports(graph, module)}
    assert {other for other in imported if within(other, "meetings")} <= modules(graph, "meetings.typesetting")


@pytest.mark.parametrize("package", ["meetings.rules", "meetings.views", "meetings.wire"])
def test_the_core_does_not_touch_the_world(graph: grimp.ImportGraph, package: str) -> None:
    touched = {module: imports(graph, module) & OUTSIDE_WORLD for module in modules(graph, package)}
    assert {module: names for module, names in touched.items() if names} == {}
