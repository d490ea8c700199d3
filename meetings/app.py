"""The composition root: what runs with what. The only module, with the command line, that names adapters.

`installation` opens a data folder for one program; `build_app` makes the server of it.
"""

import secrets
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute

from meetings.access.cookies import token_in
from meetings.access.entrance import Entrance
from meetings.access.origin import is_own_origin
from meetings.cluster.clock import SteadyClock
from meetings.cluster.local import LocalDoorbell, LocalPresence
from meetings.cluster.workshop import ProcessWorkshop
from meetings.control.operations import Operations, Stock
from meetings.control.socket import listening
from meetings.languages import Languages
from meetings.live.endpoint import Doors, Endpoint
from meetings.live.sink import server_options
from meetings.live.socket import House
from meetings.live.sockets import Sockets
from meetings.ports import Session, StorageFault
from meetings.resources import static_folder, templates_folder
from meetings.rooms.equipment import Equipment
from meetings.rooms.keeper import Keeper
from meetings.settings import Settings
from meetings.storage.backup import BackupRefused, back_up
from meetings.storage.folder import DataFolder, FolderInUse, FolderUnusable, held
from meetings.storage.restore import restore
from meetings.storage.stores import Stores, opened
from meetings.web.pages import Pages
from meetings.web.reading import Views
from meetings.web.routes import Headers, routes, tell_faults
from meetings.web.site import Site
from meetings.wire.encoding import WireEncoding

__all__ = [
    "FolderInUse",
    "FolderUnusable",
    "Installation",
    "build_app",
    "control_socket",
    "installation",
    "restored",
    "server_options",
]


class Installation:
    """A data folder, opened for this program alone, with what works on it."""

    def __init__(self, base: str, folder: DataFolder, stores: Stores, workshop: ProcessWorkshop) -> None:
        self.folder = folder
        self.stores = stores
        self.workshop = workshop
        self.clock = SteadyClock()
        self.operations = Operations(
            Stock(
                log=stores.log,
                directory=stores.directory,
                blobs=stores.blobs,
                workshop=workshop,
                clock=self.clock,
                chance=secrets.token_bytes,
                copying=self,
                base=base,
            )
        )

    async def backup(self, to: Path) -> str:
        """Copy everything into one file. Raises BackupRefused, StorageFault."""
        try:
            await back_up(self.stores.database, self.folder, to)
        except BackupRefused as fault:
            raise StorageFault(str(fault)) from fault
        return f"Everything is in {to}."


@asynccontextmanager
async def installation(settings: Settings) -> AsyncGenerator[Installation]:
    """Open the data folder. Raises FolderUnusable (FolderInUse if a server holds it)."""
    workshop = ProcessWorkshop()
    try:
        with held(settings.folder) as folder:
            async with opened(folder) as stores:
                yield Installation(settings.base, folder, stores, workshop)
    finally:
        workshop.close()


def build_app(settings: Settings, installed: Installation) -> Starlette:
    """The server of an installation, as an ASGI application."""
    presence, sockets = LocalPresence(), Sockets(secrets.SystemRandom().random)
    equipment = Equipment(
        log=installed.stores.log,
        clock=installed.clock,
        doorbell=LocalDoorbell(),
        presence=presence,
        blobs=installed.stores.blobs,
        chance=secrets.token_bytes,
        encoding=WireEncoding(),
        base=settings.base,
    )
    keeper = Keeper(equipment)
    entrance = Entrance(installed.stores.directory, installed.clock)
    site = Site(
        settings=settings,
        log=installed.stores.log,
        keeper=keeper,
        entrance=entrance,
        directory=installed.stores.directory,
        blobs=installed.stores.blobs,
        workshop=installed.workshop,
        clock=installed.clock,
        pages=Pages(templates_folder(), static_folder(), Languages()),
        views=Views(),
        sockets=sockets,
    )

    installed.operations.revoke = sockets.seat_revoked
    house = House(rooms=keeper, presence=presence, clock=installed.clock, sockets=sockets)
    base = settings.base

    async def session_of(cookies: Mapping[str, str]) -> Session | None:
        return await entrance.session_of(token_in(cookies, base))

    doors = Doors(is_own_origin=lambda origin: is_own_origin(origin, base), session_of=session_of)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncGenerator[None]:
        app.state.site = site
        async with keeper, listening(installed.folder.control_socket, installed.operations.answer):
            yield

    app = Starlette(
        routes=[*routes(), WebSocketRoute("/m/{meeting}/ws", Endpoint(house, doors))],
        middleware=[Middleware(Headers)],
        lifespan=lifespan,
    )
    tell_faults(app)
    return app


def control_socket(settings: Settings) -> Path:
    """Where the server that holds the folder listens to the command line."""
    return DataFolder(settings.folder.absolute()).control_socket


async def restored(file: Path, folder: Path) -> str:
    """Fill an empty folder from a backup; a sentence about it comes back. Raises FolderUnusable."""
    try:
        back = await restore(file, folder)
    except BackupRefused as fault:
        raise FolderUnusable(f"{file}: {fault}") from fault
    return f"{folder} holds {back.meetings} meetings again, with {back.entries} entries, every one checked."
