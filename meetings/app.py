"""The composition root: what runs with what. The only module, with the command line, that names adapters.

`installation` opens a data folder for one program; `build_app` makes the server of it.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncGenerator, Callable, Coroutine, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute

from meetings.access.cookies import token_in
from meetings.access.entrance import Entrance
from meetings.access.origin import is_own_origin
from meetings.cluster.clock import SteadyClock
from meetings.cluster.ears import Ears
from meetings.cluster.local import LocalDoorbell, LocalPresence, NoNeighbours
from meetings.cluster.lookout import Lookout
from meetings.cluster.workshop import ProcessWorkshop
from meetings.control.operations import Operations, Stock
from meetings.control.restoring import NotRestorable, Restorer
from meetings.languages import Languages
from meetings.live.endpoint import Doors, Endpoint
from meetings.live.sink import server_options
from meetings.live.socket import House
from meetings.live.sockets import Sockets
from meetings.live.vigil import Vigil
from meetings.minutes.jobs import verify
from meetings.minutes.report import Report
from meetings.ports import Doorbell, Neighbours, Presence, Session, StorageFault, Workshop
from meetings.resources import static_folder, templates_folder
from meetings.rooms.boxes import empty_left
from meetings.rooms.equipment import Equipment
from meetings.rooms.history import findings
from meetings.rooms.keeper import Keeper
from meetings.settings import Settings
from meetings.storage.backup import BackupRefused, back_up
from meetings.storage.backups import Backups
from meetings.storage.folder import DataFolder, FolderInUse, FolderUnusable, held
from meetings.storage.restore import restore
from meetings.storage.space import left_at
from meetings.storage.stores import Stores, opened
from meetings.storage.unattached import clear_unattached
from meetings.web.answering import answering
from meetings.web.pages import Pages
from meetings.web.reading import Views
from meetings.web.routes import routes
from meetings.web.site import Site
from meetings.wire.encoding import WireEncoding

if TYPE_CHECKING:
    from meetings.storage.shared_stores import SharedStores

Run = Callable[[], Coroutine[Any, Any, None]]
AGAIN_S = 1.0
ELSEWHERE = "The meetings are in PostgreSQL, so no backup is made here: use its own means, such as pg_dump."

__all__ = [
    "FolderInUse",
    "FolderUnusable",
    "Installation",
    "build_app",
    "clear_uploads",
    "control_socket",
    "holds_meetings",
    "installation",
    "look_over",
    "restored",
    "server_options",
    "settle",
    "verified",
]


log = logging.getLogger(__name__)

HOUR_MS = 3_600_000
NOTE_USES_S = 600


class Installation:
    """A data folder, opened for this program alone, with what works on it."""

    def __init__(
        self, settings: Settings, folder: DataFolder, stores: "Stores | SharedStores", workshop: Workshop
    ) -> None:
        self.settings = settings
        self.folder = folder
        self.stores = stores
        self.workshop = workshop
        self.clock = SteadyClock()
        self.sockets = Sockets(secrets.SystemRandom().random)
        self.backups: Backups | None = None
        if isinstance(stores, Stores) and settings.backups is not None:
            self.backups = Backups(folder, stores.database, settings.backups)
        stock = Stock(
            log=stores.log,
            directory=stores.directory,
            blobs=stores.blobs,
            workshop=workshop,
            clock=self.clock,
            chance=secrets.token_bytes,
            copying=self,
            base=settings.base,
        )
        self.operations = Operations(stock, self.sockets.seat_revoked)

    async def backup(self, to: Path) -> str:
        """Copy everything into one file. Raises StorageFault."""
        if not isinstance(self.stores, Stores):
            raise StorageFault(ELSEWHERE)
        try:
            await back_up(self.stores.database, self.folder, to)
        except BackupRefused as fault:
            raise StorageFault(_sentence(fault)) from fault
        return f"Everything is in {to}."


@asynccontextmanager
async def installation(settings: Settings) -> AsyncGenerator[Installation]:
    """Open the data folder. Raises FolderUnusable (FolderInUse if a server holds it)."""
    workshop = ProcessWorkshop()
    try:
        with held(settings.folder) as folder:
            async with _stores(settings, folder) as stores:
                yield Installation(settings, folder, stores, workshop)
    finally:
        workshop.close()


def _stores(settings: Settings, folder: DataFolder) -> "AbstractAsyncContextManager[Stores | SharedStores]":
    """The stores in the folder, or those that many nodes share."""
    if not settings.database:
        return opened(folder)
    from meetings.storage.shared_stores import shared

    return shared(folder, settings.database)


class Between(Struct, frozen=True, kw_only=True):
    """What is between this node and others. `runs` goes on beside the server; `tells` how the shared programs are."""

    doorbell: Doorbell
    presence: Presence
    neighbours: Neighbours
    runs: Sequence[Run] = ()
    tells: Callable[[], Sequence[str]] = tuple


def _between(installed: Installation) -> Between:
    """Nothing, for one process; else what the settings name."""
    stores, ears = installed.stores, Ears()
    if isinstance(stores, Stores):
        return Between(doorbell=LocalDoorbell(ears), presence=LocalPresence(), neighbours=NoNeighbours())
    vigil = Vigil(installed.sockets, stores.directory)
    lookout = Lookout(ears, stores.log, stores.neighbours.stay, vigil.look)

    def of_the_database() -> str:
        return f"database: {'does not answer' if lookout.is_blind else 'answers'}"

    if not installed.settings.redis:
        return Between(
            doorbell=LocalDoorbell(ears),
            presence=LocalPresence(),
            neighbours=stores.neighbours,
            runs=(lookout.run,),
            tells=lambda: (of_the_database(),),
        )
    from meetings.cluster.shared import Company

    company = Company(installed.settings.redis, ears)
    return Between(
        doorbell=company.doorbell,
        presence=company.presence,
        neighbours=stores.neighbours,
        runs=(lookout.run, company.line.run, company.presence.run),
        tells=lambda: (of_the_database(), f"redis: {'rings' if company.line.is_up else 'is silent'}"),
    )


@asynccontextmanager
async def _going_on(*runs: Run) -> AsyncGenerator[None]:
    """What goes on beside the server while the block runs."""
    running = [asyncio.create_task(_kept_going(run)) for run in runs]
    try:
        yield
    finally:
        # The last one begun works with what those before it keep.
        for task in reversed(running):
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def _kept_going(run: Run) -> None:
    while True:
        try:
            await run()
        except Exception:
            log.exception("what goes on beside the server has stopped and begins again")
        await asyncio.sleep(AGAIN_S)


def build_app(installed: Installation) -> Starlette:
    """The server of an installation, as an ASGI application."""
    between = _between(installed)
    keeper = Keeper(_equipment(installed, between))
    entrance = Entrance(installed.stores.directory, installed.clock, installed.settings.session_hours * HOUR_MS)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        beside: list[Run] = [partial(_note_uses, entrance, installed.sockets), entrance.wrong_codes.run]
        if isinstance(installed.stores, Stores):
            # Beside others a node that closes a room would have to give up its lock as a neighbour too.
            beside.append(keeper.close_idle_rooms)
        async with _going_on(*between.runs), keeper, _going_on(*beside):
            yield

    house = House(rooms=keeper, presence=between.presence, sockets=installed.sockets)
    socket = WebSocketRoute("/m/{meeting}/ws", Endpoint(house, _doors(installed.settings.base, entrance)))
    app = Starlette(routes=[*routes(), socket], lifespan=lifespan)
    app.state.site = _site(installed, keeper, entrance, between)
    answering(app)
    return app


async def _note_uses(entrance: Entrance, sockets: Sockets) -> None:
    """When sessions are used is written down for as long as the server runs, and in the end."""
    try:
        while True:
            await asyncio.sleep(NOTE_USES_S)
            await _write_down(entrance, sockets)
    finally:
        await _write_down(entrance, sockets)


async def _write_down(entrance: Entrance, sockets: Sockets) -> None:
    try:
        await entrance.write_down_uses(sockets.sessions())
    except StorageFault as fault:
        log.warning("When sessions were used could not be written down: %s", fault)


async def clear_uploads(installed: Installation) -> None:
    """Remove what was uploaded and belongs to no meeting, before anybody comes who could attach it."""
    # Many nodes share their papers, and another one may be about to attach them.
    if isinstance(installed.stores, Stores):
        removed = await clear_unattached(installed.stores.database, installed.folder.papers, time.time())
        if removed:
            log.info("%d files that were uploaded and never attached are removed", removed)


async def look_over(installed: Installation) -> None:
    """Check every log before anybody comes. Where one is damaged, only its own meeting cannot go on.

    Nor does the order of ballots of an ended poll wait for somebody to open its meeting again.
    """
    for sentence in (await findings(installed.stores.log, installed.clock.now())).values():
        log.error("%s", sentence)
    await empty_left(installed.stores.log)


async def settle(app: Starlette, patience_s: float = 2) -> None:
    """Before the sockets of a server close: what was asked is answered, what waits for tablets that read goes out."""
    site: Site = app.state.site
    for ending in (site.keeper.settle(), site.sockets.sent()):
        with suppress(TimeoutError):
            async with asyncio.timeout(patience_s / 2):
                await ending


def _equipment(installed: Installation, between: Between) -> Equipment:
    """What the rooms work with."""
    return Equipment(
        log=installed.stores.log,
        clock=installed.clock,
        doorbell=between.doorbell,
        presence=between.presence,
        neighbours=between.neighbours,
        blobs=installed.stores.blobs,
        chance=secrets.token_bytes,
        encoding=WireEncoding(),
        base=installed.settings.base,
        space=partial(left_at, installed.folder.root),
        on_close=installed.backups.soon if installed.backups is not None else _nothing,
    )


def _site(installed: Installation, keeper: Keeper, entrance: Entrance, between: Between) -> Site:
    """What the pages work with."""
    return Site(
        settings=installed.settings,
        log=installed.stores.log,
        keeper=keeper,
        entrance=entrance,
        directory=installed.stores.directory,
        blobs=installed.stores.blobs,
        keys=installed.stores.keys,
        workshop=installed.workshop,
        clock=installed.clock,
        pages=Pages(templates_folder(), static_folder(), Languages()),
        views=Views(),
        sockets=installed.sockets,
        backups=installed.backups,
        others=between.tells,
    )


def _nothing() -> None:
    pass


def _doors(base: str, entrance: Entrance) -> Doors:
    """What the sockets ask of those who come."""

    async def session_of(cookies: Mapping[str, str]) -> Session | None:
        return await entrance.session_of(token_in(cookies, base))

    return Doors(is_own_origin=lambda origin: is_own_origin(origin, base), session_of=session_of)


def control_socket(settings: Settings) -> Path:
    """Where the server that holds the folder listens to the command line."""
    return DataFolder(settings.folder.absolute()).control_socket


def holds_meetings(settings: Settings) -> bool:
    """Whether there is a data folder at all, or a database elsewhere. Asking makes none."""
    return bool(settings.database) or DataFolder(settings.folder).database.exists()


async def restored(file: Path, settings: Settings, by: str) -> str:
    """Fill an empty folder from a backup, for a person; a sentence about it comes back. Raises FolderUnusable."""
    if settings.database:
        raise FolderUnusable("A backup goes back into a data folder, MEETINGS_DATABASE names PostgreSQL: unset it.")
    folder, restorer = settings.folder, Restorer(by, SteadyClock(), secrets.token_bytes)
    try:
        back = await restore(file, folder, restorer.record)
    except (BackupRefused, NotRestorable) as fault:
        raise FolderUnusable(_sentence(fault)) from fault
    meetings = "1 meeting" if back.meetings == 1 else f"{back.meetings} meetings"
    taken = datetime.fromtimestamp(back.taken_at / 1000).astimezone().strftime("%Y-%m-%d %H:%M:%S %z")
    held = f"{folder} holds {meetings} again, with {back.entries} entries, every one checked."
    return f"{held} What was recorded after {taken} is missing; every record now says so."


async def verified(pdf: bytes, trusted: Sequence[bytes]) -> Report:
    """What a verification finds, in a worker process: the file may come from anybody. Raises WorkFailed."""
    workshop = ProcessWorkshop()
    try:
        return await workshop.run(verify, pdf, trusted)
    finally:
        workshop.close()


def _sentence(fault: BackupRefused | NotRestorable) -> str:
    words = str(fault)
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}."
