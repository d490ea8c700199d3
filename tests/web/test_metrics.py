"""The figures for Prometheus, and that they are for this machine alone."""

from pathlib import Path

import pytest

from tests.web.town import Town, town


async def figures(installed: Town, address: str = "127.0.0.1") -> dict[str, float]:
    answer = await installed.stranger(address).get("/metrics")
    assert answer.status_code == 200, answer.text
    lines = [line.rsplit(" ", 1) for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in lines}


async def test_the_figures_are_those_of_the_moment(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    done = await elmford.give(clerk, "announce", text="Welcome")
    assert (await clerk.get("/nowhere")).status_code == 404
    found = await figures(elmford)
    assert found["meetings_rooms_open"] == 1
    assert found["meetings_tablets_connected"] == 0
    assert found[f'meetings_log_position{{meeting="{elmford.meeting}"}}'] == done["position"]
    assert found['meetings_http_answers_total{status="404"}'] == 1
    assert found["process_resident_memory_bytes"] > 0


async def test_how_long_a_commit_and_a_delivery_take_and_what_is_refused_is_counted(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    await elmford.give(clerk, "announce", text="Welcome")
    assert (await clerk.give(elmford.meeting, "write_minute", item="nothing", text="?"))["t"] == "refused"
    found = await figures(elmford)
    meeting = f'meeting="{elmford.meeting}"'
    assert found[f"meetings_commit_seconds_count{{{meeting}}}"] == 1
    assert found[f"meetings_commit_seconds_sum{{{meeting}}}"] > 0
    assert found[f'meetings_commit_seconds_bucket{{le="+Inf",{meeting}}}'] == 1
    assert found[f"meetings_delivery_seconds_count{{{meeting}}}"] <= 1
    assert sum(count for name, count in found.items() if name.startswith("meetings_refusals_total")) == 1
    assert found[f"meetings_queue_length{{{meeting}}}"] == 0
    assert found["meetings_outbox_bytes"] == found["meetings_tablets_lagging"] == 0


async def test_the_figures_are_for_this_machine_alone(elmford: Town) -> None:
    assert (await elmford.stranger("192.0.2.7").get("/metrics")).status_code == 403
    assert (await elmford.stranger("::1").get("/metrics")).status_code == 200


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "via", "x-real-ip"])
async def test_a_proxy_on_this_machine_does_not_make_a_stranger_one_of_us(elmford: Town, header: str) -> None:
    answer = await elmford.stranger("127.0.0.1").get("/metrics", headers={header: "127.0.0.1"})
    assert answer.status_code == 403


async def test_the_settings_may_give_the_figures_to_all(tmp_path: Path) -> None:
    async with town(tmp_path / "data", metrics_for_all=True) as installed:
        assert "meetings_rooms_open" in await figures(installed, "192.0.2.7")
