"""The minutes as a PDF: a draft until they are signed, then the signed file; and the signing.

The chair signs first, then the secretary countersigns the same file. What both sign is the record up to the position
at which the chair signed; a correction after that asks for new signatures.
"""

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from meetings.minutes.render import Edition, appearance, render
from meetings.minutes.sign import Signing
from meetings.minutes.sign import sign as sign_pdf
from meetings.record.entry import Position
from meetings.rooms.answers import Done
from meetings.rooms.room import Room
from meetings.rules.corrections import RecordSignature
from meetings.rules.identity import SERVER, Role
from meetings.rules.proceedings import MeetingState
from meetings.views.minutes import signed_edition
from meetings.web.officers import FIELDS, read_pin, unlocked
from meetings.web.site import Denied, Signed, Site, from_own_page, organiser, signed, site_of

PDF = "application/pdf"


async def minutes(request: Request) -> Response:
    """`GET /m/ID/minutes.pdf`: for chair and secretary; for everyone in the meeting once both have signed."""
    who, site = await signed(request), site_of(request)
    edition = signed_edition(who.room.meeting)
    is_for_all = site.settings.minutes_for_all and edition is not None and edition.is_complete
    if not is_for_all:
        organiser(who, Role.CHAIR, Role.SECRETARY)
    headers = {"cache-control": "no-store", "content-disposition": f'inline; filename="minutes-{who.room.id}.pdf"'}
    if edition is not None:
        path = site.blobs.path(edition.sha256)
        if path is None:
            raise Denied(404, "The signed minutes are on record, but their file is missing on the server.")
        return FileResponse(path, media_type=PDF, headers=headers)
    return Response(await rendered(site, who.room, Edition.DRAFT), media_type=PDF, headers=headers)


async def rendered(site: Site, room: Room, edition: Edition) -> bytes:
    """The minutes as the log stands."""
    entries = await site.log.read(room.id, Position.start(room.log_id))
    return await site.workshop.run(render, list(entries), room.id, room.log_id, edition)


async def sign(request: Request) -> Response:
    """`POST /m/ID/minutes/sign` with the PIN: the signature of the chair, or the secretary's beneath it."""
    from_own_page(request)
    who = organiser(await signed(request), Role.CHAIR, Role.SECRETARY)
    site, came = site_of(request), await read_pin(request)
    if who.room.meeting.sitting.state is not MeetingState.CLOSED:
        raise Denied(409, "The minutes can be signed once the meeting is adjourned.")
    content, covers = await _to_sign(site, who)
    key = await unlocked(site, who, came.pin)
    field = FIELDS[who.role]
    at = datetime.fromtimestamp(site.clock.now() / 1000, UTC)
    member = who.room.meeting.attendance.members[who.member]
    profile = who.room.meeting.sitting.profile
    look = await site.workshop.run(appearance, member.name, field, at, profile.offset, profile.language)
    signing = Signing(field=field, reason=f"{field} of the meeting", at=at, appearance=look)
    pdf = await site.workshop.run(sign_pdf, content, key, signing)
    stored = await site.blobs.put(pdf, PDF, 0)
    answer = await who.room.submit(SERVER, RecordSignature(member=who.member, covers=covers, sha256=stored.sha256))
    if not isinstance(answer, Done):
        raise Denied(409, "The signature was made but not recorded, since another one came first. Please look again.")
    return JSONResponse({"sha256": stored.sha256})


async def _to_sign(site: Site, who: Signed) -> tuple[bytes, int]:
    """The file that is signed next, and the position up to which it covers the log. Raises Denied."""
    edition = signed_edition(who.room.meeting)
    if who.role is Role.CHAIR:
        if edition is not None:
            raise Denied(409, "The chair has already signed these minutes.")
        return await rendered(site, who.room, Edition.FINAL), who.room.position.number
    if edition is None:
        raise Denied(409, "The chair signs first; then the secretary countersigns.")
    if edition.is_complete:
        raise Denied(409, "These minutes are already signed by chair and secretary.")
    path = site.blobs.path(edition.sha256)
    if path is None:
        raise Denied(404, "The minutes signed by the chair are on record, but their file is missing on the server.")
    return path.read_bytes(), edition.covers
