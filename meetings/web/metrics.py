"""Figures for Prometheus, read where they arise at the moment of asking: tablets, rooms, logs, answers, the process.

For this machine alone unless the settings say otherwise: the figures name meetings.
"""

from collections.abc import Iterable, Iterator, Sequence

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response

from meetings.rooms.room import Room
from meetings.settings import is_loopback
from meetings.web.site import Backups, Denied, Site, site_of

BY_WAY_OF_ANOTHER = ("forwarded", "via", "x-forwarded-for", "x-real-ip")
"""What a proxy on this machine adds for somebody who is elsewhere."""


class Figures(Collector):
    """The figures of a site."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def collect(self) -> Iterable[Metric]:
        """The figures as they are now."""
        rooms = self._site.keeper.open_rooms()
        yield GaugeMetricFamily("meetings_tablets_connected", "Open sockets.", len(self._site.sockets))
        waiting, lagging = self._site.sockets.burden()
        yield GaugeMetricFamily("meetings_outbox_bytes", "Bytes that wait to be sent to tablets.", waiting)
        yield GaugeMetricFamily("meetings_tablets_lagging", "Tablets that wait for a fresh view.", lagging)
        yield GaugeMetricFamily("meetings_rooms_open", "Meetings that somebody asked for.", len(rooms))
        positions = GaugeMetricFamily("meetings_log_position", "Entries in the log.", labels=["meeting"])
        for room in rooms:
            positions.add_metric([room.id], room.position.number)
        yield positions
        yield from _of_rooms(rooms)
        yield from _of_backups(self._site.backups)
        answers = CounterMetricFamily("meetings_http_answers", "Answers over HTTP.", labels=["status"])
        for status, count in sorted(self._site.answered.items()):
            answers.add_metric([str(status)], count)
        yield answers


def _of_rooms(rooms: Sequence[Room]) -> Iterator[Metric]:
    """What is counted in each room since it was opened."""
    queue = GaugeMetricFamily("meetings_queue_length", "Commands that wait.", labels=["meeting"])
    commit = HistogramMetricFamily("meetings_commit_seconds", "From the pen to the disk.", labels=["meeting"])
    delivery = HistogramMetricFamily("meetings_delivery_seconds", "From the disk to the tablets.", labels=["meeting"])
    refusals = CounterMetricFamily("meetings_refusals", "Commands refused.", labels=["meeting", "code"])
    for room in rooms:
        queue.add_metric([room.id], room.waiting)
        for family, spread in ((commit, room.figures.commit), (delivery, room.publisher.delivery)):
            family.add_metric([room.id], list(spread.steps()), spread.total_s)
        for code, count in sorted(room.figures.refusals.items()):
            refusals.add_metric([room.id, code], count)
    yield from (queue, commit, delivery, refusals)


def _of_backups(backups: Backups | None) -> Iterator[Metric]:
    if backups is None:
        return
    yield GaugeMetricFamily("meetings_backup_last_timestamp_seconds", "When one was made.", backups.last_at)
    yield GaugeMetricFamily("meetings_backup_behind_seconds", "How old the oldest change may be.", backups.behind_s)
    yield CounterMetricFamily("meetings_backup_failures", "Backups that failed.", backups.failures)


async def metrics(request: Request) -> Response:
    """`GET /metrics`."""
    site = site_of(request)
    if not site.settings.metrics_for_all and not _is_from_here(request):
        raise Denied(403, "The metrics are for programs on the server's own machine.")
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Figures(site))
    ProcessCollector(registry=registry)
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST, headers={"cache-control": "no-store"})


def _is_from_here(request: Request) -> bool:
    if any(name in request.headers for name in BY_WAY_OF_ANOTHER):
        return False
    return request.client is not None and is_loopback(request.client.host)
