"""Two real servers with one PostgreSQL, and a council in session on both of them."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from msgspec import Struct

from meetings.rehearsal.command import import_copy, invitation
from meetings.rehearsal.play import all_of
from meetings.rehearsal.rehearsing import Invitation, connected, signed_in
from meetings.rehearsal.server import Server, free_port
from meetings.rehearsal.tablet import Tablet
from meetings.rules.attendance import Status
from meetings.rules.identity import ItemId, MemberId
from meetings.rules.items_in_hand import StartItem
from meetings.rules.proceedings import CallToOrder
from meetings.rules.roll_call import RecordAttendance
from tests.acceptance.hall import DELEGATES, council
from tests.servers import Postgres, Redis


class Nodes(Struct, frozen=True):
    """Two servers; the chair is at the first, the secretary at the second, delegates at both by turns."""

    servers: Sequence[Server]
    invitations: Sequence[Invitation]
    chair: Tablet
    secretary: Tablet
    delegates: Sequence[Tablet]


@asynccontextmanager
async def two_nodes(
    folder: Path, postgres: Postgres, environment: pytest.MonkeyPatch, redis: Redis | None = None
) -> AsyncGenerator[Nodes]:
    """The council in session: everybody present, the item in hand."""
    environment.setenv("MEETINGS_DATABASE", await postgres.fresh_database())
    if redis is not None:
        environment.setenv("MEETINGS_REDIS", redis.url)
    places, ports = [folder / "a", folder / "b"], [free_port(), free_port()]
    urls = [f"http://127.0.0.1:{port}" for port in ports]
    links = await import_copy(council(folder, "named"), places[0], urls[0])
    invited = [invitation(links, url) for url in urls]
    async with AsyncExitStack() as stack:
        servers = [await stack.enter_async_context(Server(*each)) for each in zip(places, ports, strict=True)]
        everybody = [(invited[0], "chair"), (invited[1], "clerk")]
        everybody += [(invited[number % 2], ref) for number, ref in enumerate(DELEGATES)]
        chair, secretary, *delegates = await all_of(signed_in(*each) for each in everybody)
        async with connected([chair, secretary, *delegates]):
            await chair.give(CallToOrder())
            await all_of(
                secretary.give(RecordAttendance(member=MemberId(ref), status=Status.PRESENT)) for ref in DELEGATES
            )
            await chair.give(StartItem(item=ItemId("item")))
            yield Nodes(servers, invited, chair, secretary, delegates)
