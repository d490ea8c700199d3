"""Who may sit where: links, sign-in codes, sessions and officers' keys in plain tables.

It stores and finds digests; what they are made of, and how often one may try, is decided in `access`.
"""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Table, and_, bindparam, delete, func, insert, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from meetings.ports import Opening, Seat, Session
from meetings.rules.identity import MeetingId
from meetings.storage.database import Database
from meetings.storage.tables import LINK, OFFICER_KEY, SESSION


class SqlDirectory:
    """The directory in the database's tables.

    Where nobody else writes into the database, sessions are also held in memory: a whole hall comes back at once and
    each socket asks for its own. Those that change are in doubt while whoever changes them has the connection, so they
    are read anew only once the change is stored.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sessions: dict[bytes, Session] | None = None
        self._in_doubt: set[bytes] = set()
        self._looking_up = asyncio.Lock()

    async def put_link(self, seat: Seat, token: bytes, code: bytes) -> frozenset[bytes]:
        async with self._database.begin() as connection:
            ended = frozenset(await _holders(connection, seat))
            self._doubt(ended)
            for table in (SESSION, LINK, OFFICER_KEY):
                await connection.execute(delete(table).where(_of(table, seat)))
            await connection.execute(insert(LINK).values(**_columns(seat), token=token, code=code, wrong=0))
        return ended

    async def seat_of_token(self, token: bytes) -> Seat | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(select(LINK.c.meeting, LINK.c.member).where(LINK.c.token == token))).first()
        return Seat(meeting=row.meeting, member=row.member) if row else None

    async def code_of(self, seat: Seat) -> tuple[bytes, int] | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(select(LINK.c.code, LINK.c.wrong).where(_of(LINK, seat)))).first()
        return (row.code, row.wrong) if row else None

    async def count_wrong_codes(self, tries: Mapping[tuple[Seat, bytes], int]) -> None:
        where = ("meeting", "member", "code")
        tried = update(LINK).where(*(LINK.c[name] == bindparam(f"tried_{name}") for name in where))
        rows = [
            {"tried_meeting": seat.meeting, "tried_member": seat.member, "tried_code": code, "times": times}
            for (seat, code), times in tries.items()
        ]
        if rows:
            async with self._database.begin() as connection:
                await connection.execute(tried.values(wrong=LINK.c.wrong + bindparam("times")), rows)

    async def open_session(self, opening: Opening) -> frozenset[bytes]:
        digest, former, seat = opening.digest, opening.former, opening.seat
        async with self._database.begin() as connection:
            holders = await _holders(connection, seat)
            own = {digest} if former is None else {digest, former}
            lost = opening.losing([each for each in holders if each not in own])
            self._doubt({*own, *lost})
            if former is not None:
                await connection.execute(update(SESSION).where(SESSION.c.digest == former).values(digest=digest))
            if lost:
                await connection.execute(delete(SESSION).where(_of(SESSION, seat), SESSION.c.digest.in_(lost)))
            if own.isdisjoint(holders):
                await connection.execute(insert(SESSION).values(**_columns(seat), digest=digest, at=opening.at))
        return lost

    async def session(self, digest: bytes) -> Session | None:
        if self._database.is_shared:
            async with self._database.reading() as connection:
                return (await _sessions(connection, SESSION.c.digest == digest)).get(digest)
        if self._sessions is not None and digest not in self._in_doubt:
            return self._sessions.get(digest)
        async with self._looking_up:
            return await self._looked_up(digest)

    async def _looked_up(self, digest: bytes) -> Session | None:
        # Of a whole hall that comes at once the first one reads; those who waited find what it has read.
        if self._sessions is None:
            async with self._database.begin() as connection:
                self._sessions = await _sessions(connection, true())
                self._in_doubt.clear()
        elif digest in self._in_doubt:
            async with self._database.begin() as connection:
                self._sessions.pop(digest, None)
                self._sessions |= await _sessions(connection, SESSION.c.digest == digest)
                self._in_doubt.discard(digest)
        return self._sessions.get(digest)

    def _doubt(self, changing: Set[bytes]) -> None:
        if not self._database.is_shared:
            self._in_doubt |= changing

    async def holders(self, meetings: Collection[MeetingId]) -> Mapping[Seat, frozenset[bytes]]:
        columns = select(SESSION.c.meeting, SESSION.c.member, SESSION.c.digest).where(SESSION.c.meeting.in_(meetings))
        held: defaultdict[Seat, set[bytes]] = defaultdict(set)
        async with self._database.reading() as connection:
            for meeting, member, digest in await connection.execute(columns):
                held[Seat(meeting=meeting, member=member)].add(digest)
        return {seat: frozenset(digests) for seat, digests in held.items()}

    async def close_session(self, digest: bytes) -> None:
        async with self._database.begin() as connection:
            self._doubt({digest})
            await connection.execute(delete(SESSION).where(SESSION.c.digest == digest))

    async def note_uses(self, uses: Mapping[bytes, int], ended_before: int) -> None:
        async with self._database.begin() as connection:
            if uses:
                used = update(SESSION).where(SESSION.c.digest == bindparam("used"), SESSION.c.at < bindparam("then"))
                rows = [{"used": digest, "then": at} for digest, at in uses.items()]
                await connection.execute(used.values(at=bindparam("then")), rows)
            latest = select(SESSION.c.digest).group_by(SESSION.c.digest).having(func.max(SESSION.c.at) < ended_before)
            await connection.execute(delete(SESSION).where(SESSION.c.digest.in_(latest)))
        self._remember(uses, ended_before)

    def _remember(self, uses: Mapping[bytes, int], ended_before: int) -> None:
        """The same for what is held in memory; what is in doubt is read anew in any case."""
        held = self._sessions or {}
        for digest in uses.keys() & held.keys():
            held[digest] = replace(held[digest], used_at=max(held[digest].used_at, uses[digest]))
        for digest in [each.digest for each in held.values() if each.used_at < ended_before]:
            del held[digest]

    async def put_key(self, seat: Seat, key: bytes) -> None:
        async with self._database.begin() as connection:
            await connection.execute(delete(OFFICER_KEY).where(_of(OFFICER_KEY, seat)))
            await connection.execute(insert(OFFICER_KEY).values(**_columns(seat), key=key, wrong=0))

    async def key_of(self, seat: Seat) -> tuple[bytes, int] | None:
        kept = select(OFFICER_KEY.c.key, OFFICER_KEY.c.wrong).where(_of(OFFICER_KEY, seat))
        async with self._database.reading() as connection:
            row = (await connection.execute(kept)).first()
        return (row.key, row.wrong) if row else None

    async def count_wrong_pin(self, seat: Seat) -> None:
        async with self._database.begin() as connection:
            counted = update(OFFICER_KEY).where(_of(OFFICER_KEY, seat)).values(wrong=OFFICER_KEY.c.wrong + 1)
            await connection.execute(counted)


async def _sessions(connection: AsyncConnection, which: ColumnElement[bool]) -> dict[bytes, Session]:
    """Sessions, each with its seats; those taken since it was used last come last, in that order."""
    columns = select(SESSION.c.digest, SESSION.c.meeting, SESSION.c.member, SESSION.c.at).where(which)
    held: dict[bytes, list[Seat]] = {}
    used: dict[bytes, int] = {}
    for row in await connection.execute(columns.order_by(SESSION.c.at, SESSION.c.meeting, SESSION.c.member)):
        held.setdefault(row.digest, []).append(Seat(meeting=row.meeting, member=row.member))
        used[row.digest] = row.at
    return {digest: Session(digest=digest, seats=tuple(seats), used_at=used[digest]) for digest, seats in held.items()}


async def _holders(connection: AsyncConnection, seat: Seat) -> Sequence[bytes]:
    """The sessions that hold a seat, the one that was used last at the end."""
    held = select(SESSION.c.digest).where(_of(SESSION, seat))
    return (await connection.scalars(held.order_by(SESSION.c.at, SESSION.c.digest))).all()


def _of(table: Table, seat: Seat) -> ColumnElement[bool]:
    return and_(table.c.meeting == seat.meeting, table.c.member == seat.member)


def _columns(seat: Seat) -> dict[str, str]:
    return {"meeting": seat.meeting, "member": seat.member}
