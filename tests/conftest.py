"""Settings for every test: which event loop runs the asynchronous ones, and what a missing tool means in CI."""

import os
from collections.abc import Generator

import pytest

MISSING_TOOL = "missing tool:"


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Every `async def` test runs on asyncio, as the server does."""
    return "asyncio"


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
            report.longrepr = f"{item.nodeid}: {reason} (a skip for want of a tool is a failure where CI is set)"
    return report
