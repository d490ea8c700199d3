"""Who may sit where: links, sign-in codes, sessions and officers' keys in plain tables.

It stores and finds digests; what they are made of, and how often one may try, is decided in `access`.
"""

from sqlalchemy import ColumnElement, Table, and_, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from meetings.ports import Seat, Session
from meetings.rules.identity import MeetingId, MemberId
from meetings.storage.sqlite import Database
from meetings.storage.tables import LINK, OFFICER_KEY, SESSION

NOBODY = Seat(meeting=MeetingId(""), member=MemberId(""))
"""A place that no ref can name; wrong codes are counted here as well, so that an unknown seat costs the same write."""


class SqlDirectory:
    """The directory in the database's tables."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put_link(self, seat: Seat, token: bytes, code: bytes) -> frozenset[bytes]:
        async with self._database.begin() as connection:
            ended = await _holders(connection, seat)
            for table in (SESSION, LINK, OFFICER_KEY):
                await connection.execute(delete(table).where(_of(table, seat)))
            await connection.execute(delete(OFFICER_KEY).where(_of(OFFICER_KEY, seat)))
            await connection.execute(insert(LINK).values(**_columns(seat), token=token, code=code, wrong=0))
        return ended

    async def seat_of_token(self, token: bytes) -> Seat | None:
        async with self._database.begin() as connection:
            row = (await connection.execute(select(LINK.c.meeting, LINK.c.member).where(LINK.c.token == token))).first()
        return Seat(meeting=row.meeting, member=row.member) if row else None

    async def code_of(self, seat: Seat) -> tuple[bytes, int] | None:
        async with self._database.begin() as connection:
            row = (await connection.execute(select(LINK.c.code, LINK.c.wrong).where(_of(LINK, seat)))).first()
        return (row.code, row.wrong) if row else None

    async def count_wrong_code(self, seat: Seat) -> None:
        async with self._database.begin() as connection:
            either = or_(_of(LINK, seat), _of(LINK, NOBODY))
            await connection.execute(update(LINK).where(either).values(wrong=LINK.c.wrong + 1))

    async def open_session(self, digest: bytes, seat: Seat, at: int, *, exclusive: bool) -> frozenset[bytes]:
        async with self._database.begin() as connection:
            holders = await _holders(connection, seat)
            lost = holders - {digest} if exclusive else frozenset[bytes]()
            if lost:
                await connection.execute(delete(SESSION).where(_of(SESSION, seat), SESSION.c.digest != digest))
            if digest not in holders:
                await connection.execute(insert(SESSION).values(**_columns(seat), digest=digest, at=at))
        return lost

    async def session(self, digest: bytes) -> Session | None:
        seats = select(SESSION.c.meeting, SESSION.c.member).where(SESSION.c.digest == digest)
        async with self._database.begin() as connection:
            rows = (await connection.execute(seats.order_by(SESSION.c.at, SESSION.c.meeting, SESSION.c.member))).all()
        held = tuple(Seat(meeting=row.meeting, member=row.member) for row in rows)
        return Session(digest=digest, seats=held) if held else None

    async def close_session(self, digest: bytes) -> None:
        async with self._database.begin() as connection:
            await connection.execute(delete(SESSION).where(SESSION.c.digest == digest))

    async def put_key(self, seat: Seat, key: bytes) -> None:
        async with self._database.begin() as connection:
            await connection.execute(delete(OFFICER_KEY).where(_of(OFFICER_KEY, seat)))
            await connection.execute(insert(OFFICER_KEY).values(**_columns(seat), key=key, wrong=0))

    async def key_of(self, seat: Seat) -> tuple[bytes, int] | None:
        kept = select(OFFICER_KEY.c.key, OFFICER_KEY.c.wrong).where(_of(OFFICER_KEY, seat))
        async with self._database.begin() as connection:
            row = (await connection.execute(kept)).first()
        return (row.key, row.wrong) if row else None

    async def count_wrong_pin(self, seat: Seat) -> None:
        async with self._database.begin() as connection:
            counted = update(OFFICER_KEY).where(_of(OFFICER_KEY, seat)).values(wrong=OFFICER_KEY.c.wrong + 1)
            await connection.execute(counted)


async def _holders(connection: AsyncConnection, seat: Seat) -> frozenset[bytes]:
    return frozenset(await connection.scalars(select(SESSION.c.digest).where(_of(SESSION, seat))))


def _of(table: Table, seat: Seat) -> ColumnElement[bool]:
    return and_(table.c.meeting == seat.meeting, table.c.member == seat.member)


def _columns(seat: Seat) -> dict[str, str]:
    return {"meeting": seat.meeting, "member": seat.member}
