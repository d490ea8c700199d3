"""Papers: taken in from the secretary, handed out to those whose view holds them."""

from contextlib import suppress

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from meetings.intake import LARGEST, NotTaken, take_in
from meetings.ports import WorkFailed
from meetings.rooms.history import RecordUnusable
from meetings.rules.decision import Upload
from meetings.rules.identity import Role
from meetings.views.audiences import can_see_paper
from meetings.web.bodies import bounded
from meetings.web.marking import marked
from meetings.web.site import Denied, Signed, from_own_page, organiser, session_of, signed, site_of
from meetings.web.uploads import MOST_BYTES, MOST_FILES, Held, TooManyUploads

TOO_MANY = marked(
    "You have uploaded {files} files that belong to no paper yet. At most {most} such files with {size} MB together "
    "are kept: attach them first, or wait until a day has passed."
)
ROOM_FOR_FORM = 64 * 1024
"""What the form around a file may take besides it."""
CACHED = "private, max-age=31536000, immutable"


async def upload(request: Request) -> Response:
    """`POST /m/ID/papers`: takes in one file. It belongs to the meeting only once a command attaches it."""
    from_own_page(request)
    organiser(await signed(request), Role.SECRETARY)
    content = await _content(request)
    taken = await _kept(request, organiser(await signed(request), Role.SECRETARY), content)
    return JSONResponse({"sha256": taken.sha256, "media_type": taken.media_type, "pages": taken.pages})


async def _kept(request: Request, who: Signed, content: bytes) -> Upload:
    site = site_of(request)
    papers, now = who.room.meeting.papers.papers, site.clock.now()
    attached = {version.sha256 for paper in papers.values() for version in paper.versions}
    site.uploads.clear(who.seat, attached, now)
    try:
        with site.uploads.room_for(who.seat, len(content), now) as held:
            taken = await _stored(request, content)
            if taken.sha256 not in attached:
                held[taken.sha256] = Held(len(content), now)
    except TooManyUploads as fault:
        size = MOST_BYTES // 2**20
        raise Denied(409, TOO_MANY, None, files=fault.files, most=MOST_FILES, size=size) from fault
    return taken


async def _content(request: Request) -> bytes:
    too_large = Denied(413, "The file is too large; at most {most} MB are taken.", most=LARGEST // 2**20)
    try:
        async with bounded(request, LARGEST + ROOM_FOR_FORM, too_large).form(max_files=1, max_fields=4) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise Denied(400, "A form with one file in the field “file” was expected.")
            return await file.read()
    except HTTPException as fault:
        raise Denied(400, "A form with one file was expected: {why}", why=str(fault.detail)) from fault


async def _stored(request: Request, content: bytes) -> Upload:
    site = site_of(request)
    try:
        taken = await site.workshop.run(take_in, content)
    except NotTaken as fault:
        raise Denied(422, fault.sentence, None, **fault.values) from fault
    except (WorkFailed, MemoryError) as fault:
        raise Denied(422, "The file takes more time or memory to open than is allowed; please make it anew.") from fault
    return await site.blobs.put(taken.content, taken.media_type, taken.pages)


async def paper(request: Request) -> Response:
    """`GET /papers/SHA256`: the bytes, in ranges if asked for."""
    site, sha256 = site_of(request), request.path_params["sha256"]
    if not await _may_have(request, sha256):
        raise Denied(404, "There is no such paper in a meeting to which you are signed in.")
    known, path = await site.blobs.describe(sha256), await site.blobs.path(sha256)
    if known is None or path is None:
        raise Denied(404, "The paper is on record, but its file is missing on the server. Please tell the secretary.")
    return FileResponse(
        path,
        media_type=known.media_type,
        headers={
            "cache-control": CACHED,
            "etag": f'"{sha256}"',
            "content-disposition": "inline",
            "content-security-policy": "default-src 'none'; sandbox",
        },
    )


async def _may_have(request: Request, sha256: str) -> bool:
    session = await session_of(request)
    for seat in session.seats if session is not None else ():
        with suppress(RecordUnusable):  # of another meeting, perhaps
            room = await site_of(request).keeper.room(seat.meeting)
            if can_see_paper(room.meeting, seat.member, sha256):
                return True
    return False
