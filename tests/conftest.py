"""Settings for every test: the event loop, what a missing tool means in CI, and who covers what.

What tests share stands beside them, not here.
"""

import os
from collections.abc import Generator

import coverage
import hypothesis
import pytest

from tests.servers import Postgres, a_postgres

# Found here by their names, they hold for every test.
from tests.typesetting.every_pdf import every_pdf_is_sound, every_pdf_is_sound_in_the_end

__all__ = ["every_pdf_is_sound", "every_pdf_is_sound_in_the_end"]

MISSING_TOOL = "missing tool:"

# A busy machine is not a fault, and a change is not refused in CI for an example that it has nothing to do with.
hypothesis.settings.register_profile("ours", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("ours")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Every `async def` test runs on asyncio, as the server does."""
    return "asyncio"


@pytest.fixture(scope="session")
def postgres() -> Generator[Postgres]:
    """A PostgreSQL server for all tests that ask for one; each takes a fresh database of it."""
    with a_postgres() as server:
        yield server


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Say which test runs, so that `scripts/check` can tell a package's own tests from those that pass through it."""
    measured = coverage.Coverage.current()
    if measured is not None:
        measured.switch_context(item.nodeid)
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """CI promises that every tool is there, so a test that skips for want of one fails there."""
    report = yield
    if os.environ.get("CI") and call.excinfo is not None and call.excinfo.errisinstance(pytest.skip.Exception):
        reason = str(call.excinfo.value)
        if reason.startswith(MISSING_TOOL):
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid}: {reason} (where CI is set, such a skip is a failure)"
    return report
