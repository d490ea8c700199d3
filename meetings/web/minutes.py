"""The minutes as a PDF: a draft until they are signed, then the signed file; and the signing.

The chair signs first, then the secretary countersigns the same file. What both sign is the record up to the position
at which the chair signed; a correction after that asks for new signatures.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from meetings.minutes import jobs
from meetings.minutes.keyring import SigningKey
from meetings.minutes.signing import NotSigned, Signing
from meetings.record.entry import Entry, Position
from meetings.rooms.answers import Done
from meetings.rooms.room import Room
from meetings.rules.corrections import RecordSignature
from meetings.rules.identity import SERVER, Role
from meetings.rules.proceedings import MeetingState
from meetings.views.minutes import SignedEdition, signed_edition
from meetings.web.officers import office_of, read_pin, unlocked
from meetings.web.site import Denied, Signed, Site, from_own_page, organiser, signed, site_of

PDF = "application/pdf"


class Unsigned(Struct, frozen=True):
    """A file that waits for a signature, and the position up to which it covers the log."""

    content: bytes
    covers: int


async def minutes(request: Request) -> Response:
    """`GET /m/ID/minutes.pdf`: for chair and secretary; for everyone in the meeting once both have signed."""
    who, site = await signed(request), site_of(request)
    edition = signed_edition(who.room.meeting)
    is_for_all = site.settings.minutes_for_all and edition is not None and edition.is_complete
    if not is_for_all:
        organiser(who, Role.CHAIR, Role.SECRETARY)
    headers = {"cache-control": "no-store", "content-disposition": f'inline; filename="minutes-{who.room.id}.pdf"'}
    if edition is not None:
        path = await site.blobs.path(edition.sha256)
        if path is None:
            raise Denied(404, "The signed minutes are on record, but their file is missing on the server.")
        return FileResponse(path, media_type=PDF, headers=headers)
    draft = await _rendered(site, who.room, await _entries(site, who.room), is_final=False)
    return Response(draft, media_type=PDF, headers=headers)


async def _entries(site: Site, room: Room) -> Sequence[Entry]:
    return await site.log.read(room.id, Position.start(room.log_id))


async def _rendered(site: Site, room: Room, entries: Sequence[Entry], *, is_final: bool) -> bytes:
    return await site.workshop.run(jobs.render, jobs.packed(entries), room.id, room.log_id, is_final)


async def sign(request: Request) -> Response:
    """`POST /m/ID/minutes/sign` with the PIN: the signature of the chair, or the secretary's beneath it."""
    from_own_page(request)
    await signed(request)
    site, came = site_of(request), await read_pin(request)
    who = organiser(await signed(request), Role.CHAIR, Role.SECRETARY)
    if who.room.meeting.sitting.state is not MeetingState.CLOSED:
        raise Denied(409, "The minutes can be signed once the meeting is adjourned.")
    # One after the other: who signs second signs what the first one signed.
    async with site.turns.at(who.room.id):
        # The first signature may have been given at another node a moment ago.
        await who.room.look()
        return JSONResponse({"sha256": await _signed(site, who, came.pin)})


async def _signed(site: Site, who: Signed, pin: str) -> str:
    """The digest of the file with one more signature, once that is on record. Raises Denied."""
    edition = signed_edition(who.room.meeting)
    _check_turn(who.role, edition)
    key = await unlocked(site, who, pin)
    unsigned = await _to_sign(site, who.room, edition)
    pdf = await _with_signature(site, who, key, unsigned.content)
    stored = await site.blobs.put(pdf, PDF, 0)
    signature = RecordSignature(member=who.member, covers=unsigned.covers, sha256=stored.sha256)
    answer = await who.room.submit(SERVER, signature)
    if not isinstance(answer, Done):
        raise Denied(409, "The signature was made but could not be recorded. Please look again.")
    return stored.sha256


def _check_turn(role: Role, edition: SignedEdition | None) -> None:
    """Raises Denied if it is not this officer's turn to sign."""
    if role is Role.CHAIR and edition is not None:
        raise Denied(409, "The chair has already signed these minutes.")
    if role is Role.SECRETARY and edition is None:
        raise Denied(409, "The chair signs first; then the secretary countersigns.")
    if edition is not None and edition.is_complete:
        raise Denied(409, "These minutes are already signed by chair and secretary.")


async def _to_sign(site: Site, room: Room, edition: SignedEdition | None) -> Unsigned:
    """The minutes as the chair signs them, or those with the chair's signature. Raises Denied."""
    if edition is None:
        entries = await _entries(site, room)
        return Unsigned(await _rendered(site, room, entries, is_final=True), entries[-1].position)
    path = await site.blobs.path(edition.sha256)
    if path is None:
        raise Denied(404, "The minutes signed by the chair are on record, but their file is missing on the server.")
    return Unsigned(path.read_bytes(), edition.covers)


async def _with_signature(site: Site, who: Signed, key: SigningKey, content: bytes) -> bytes:
    meeting, field = who.room.meeting, office_of(who)
    at, profile = datetime.fromtimestamp(site.clock.now() / 1000, UTC), meeting.sitting.profile
    name = meeting.attendance.members[who.member].name
    look = await site.workshop.run(jobs.appearance, name, field, at, profile.offset, profile.language)
    signing = Signing(field=field, reason=f"{field} of the meeting", at=at, appearance=look)
    try:
        return await site.workshop.run(jobs.sign, content, key, signing)
    except NotSigned as fault:
        raise Denied(409, "The minutes could not be signed: {why}.", why=str(fault)) from fault
