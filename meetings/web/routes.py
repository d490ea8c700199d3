"""All addresses of the pages (PROTOCOL, "HTTP")."""

from collections.abc import Sequence

from starlette.routing import BaseRoute, Route

from meetings.web import (
    attendance,
    backups,
    badges,
    commands,
    files,
    front,
    health,
    joining,
    links,
    metrics,
    minutes,
    officers,
    papers,
    reading,
    screens,
)


def routes() -> Sequence[BaseRoute]:
    """The addresses, and what answers there."""
    return [
        Route("/", front.front_page),
        Route("/", front.to_meeting, methods=["POST"]),
        Route("/join", joining.join, methods=["POST"]),
        Route("/sign-out", joining.sign_out, methods=["POST"]),
        Route("/j/{meeting}", joining.join_page),
        Route("/j/{meeting}/roll", joining.exchange, methods=["POST"]),
        Route("/m/{meeting}", screens.tablet),
        Route("/m/{meeting}/dais", screens.dais),
        Route("/m/{meeting}/desk", screens.desk),
        Route("/m/{meeting}/hall", screens.hall),
        Route("/m/{meeting}/door", screens.door),
        Route("/m/{meeting}/commands", commands.command, methods=["POST"]),
        Route("/m/{meeting}/view", reading.view),
        Route("/m/{meeting}/polls/{ref}", reading.poll),
        Route("/m/{meeting}/log.jsonl", reading.log),
        Route("/m/{meeting}/attendance.csv", attendance.table),
        Route("/m/{meeting}/attendance.pdf", attendance.sheet),
        Route("/m/{meeting}/papers", papers.upload, methods=["POST"]),
        Route("/papers/{sha256}", papers.paper),
        Route("/m/{meeting}/badges", badges.read, methods=["POST"]),
        Route("/m/{meeting}/backups", backups.backups),
        Route("/m/{meeting}/links/{ref}", links.new_link, methods=["POST"]),
        Route("/m/{meeting}/pin", officers.pin_page),
        Route("/m/{meeting}/pin", officers.set_pin, methods=["POST"]),
        Route("/m/{meeting}/minutes.pdf", minutes.minutes),
        Route("/m/{meeting}/minutes/sign", minutes.sign, methods=["POST"]),
        Route("/static/{digest}/{path:path}", files.static_file),
        Route("/catalogues/{digest}/{language}.json", files.catalogue),
        Route("/favicon.ico", files.icon),
        Route("/healthz", health.healthz),
        Route("/readyz", health.readyz),
        Route("/metrics", metrics.metrics),
    ]
