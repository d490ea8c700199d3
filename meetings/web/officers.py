"""The PIN with which chair and secretary confirm their signature, and the key that it opens.

Five wrong PINs lock the key. A new link from the secretary gives it up, so that a new PIN can be chosen.
"""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Literal

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from meetings.minutes import jobs
from meetings.minutes.certificates import Officer
from meetings.minutes.keyring import KeyTrouble, NoKey, PinRefused, PinUnfit, SigningKey
from meetings.ports import Seat, StorageFault
from meetings.rules.identity import Role
from meetings.web.bodies import read_json
from meetings.web.marking import marked
from meetings.web.screens import shell
from meetings.web.site import Denied, Signed, Site, from_own_page, organiser, signed, site_of

MOST_WRONG_PINS = 5
KEPT = b"kept in the folder of keys"
NO_PIN = marked("No PIN is set yet. Please choose one first.")
LOCKED = marked("Too many wrong PINs: the key is locked. Ask for a new link to your seat to choose a new PIN.")


class Pin(Struct, forbid_unknown_fields=True):
    """A PIN as it comes in; `current` is the one before, when it is changed."""

    pin: str
    current: str | None = None


async def read_pin(request: Request) -> Pin:
    """The PIN in the body of a request. Raises Denied."""
    return await read_json(request, Pin, '{"pin"}')


async def pin_page(request: Request) -> Response:
    """`GET /m/ID/pin`: the page to choose a PIN; to a script, whether one is set."""
    who = organiser(await signed(request), Role.CHAIR, Role.SECRETARY)
    if "text/html" in request.headers.get("accept", ""):
        return shell(request, who, "pin.html", "pin")
    is_set = await site_of(request).directory.key_of(who.seat) is not None
    return JSONResponse({"set": is_set}, headers={"cache-control": "no-store"})


async def set_pin(request: Request) -> Response:
    """`POST /m/ID/pin`: choose a PIN, or change it by giving the one before as well."""
    from_own_page(request)
    await signed(request)
    site, came = site_of(request), await read_pin(request)
    who = organiser(await signed(request), Role.CHAIR, Role.SECRETARY)
    async with site.turns.at(who.seat):
        if await site.directory.key_of(who.seat) is not None:
            if came.current is None:
                raise Denied(409, "A PIN is already set. To change it, give the current one as well.")
            await _opened(site, who, came.current)
        try:
            await _make_key(site, who, came.pin)
        except PinUnfit as fault:
            raise Denied(422, "A PIN of 4 to 12 digits was expected.") from fault
        except OSError as fault:
            raise StorageFault(f"the key could not be stored: {fault.strerror}") from fault
        await site.directory.put_key(who.seat, KEPT)
    return JSONResponse({"set": True})


async def _make_key(site: Site, who: Signed, pin: str) -> None:
    holder, is_kept = key_name(who.seat), False
    while not is_kept:
        folder = await site.keys.brought(holder)
        await site.workshop.run(jobs.make_key, folder, _officer(who), pin, _now(site))
        is_kept = await site.keys.keep(holder)


def _officer(who: Signed) -> Officer:
    meeting = who.room.meeting
    name = meeting.attendance.members[who.member].name
    return Officer(ref=key_name(who.seat), name=name, office=office_of(who), body=meeting.sitting.profile.body)


def office_of(who: Signed) -> Literal["Chair", "Secretary"]:
    """In which office an officer signs: the title in the certificate, and the field in the minutes."""
    return "Chair" if who.role is Role.CHAIR else "Secretary"


def _now(site: Site) -> datetime:
    return datetime.fromtimestamp(site.clock.now() / 1000, UTC)


async def unlocked(site: Site, who: Signed, pin: str) -> SigningKey:
    """The officer's key, opened with the PIN. Raises Denied."""
    # One try after the other: a hundred PINs sent at once are still five.
    async with site.turns.at(who.seat):
        return await _opened(site, who, pin)


async def _opened(site: Site, who: Signed, pin: str) -> SigningKey:
    kept = await site.directory.key_of(who.seat)
    if kept is None:
        raise Denied(409, NO_PIN)
    wrong = kept[1]
    if wrong >= MOST_WRONG_PINS:
        raise Denied(403, LOCKED)
    try:
        # Opening a key takes 32 MB on purpose (RFC 7914), which the worker has anyway.
        folder = await site.keys.brought(key_name(who.seat))
        return await site.workshop.run(jobs.unlock, folder, key_name(who.seat), pin)
    except PinRefused as fault:
        await site.directory.count_wrong_pin(who.seat)
        left = MOST_WRONG_PINS - wrong - 1
        if not left:
            raise Denied(403, LOCKED) from fault
        raise Denied(403, "This is not your PIN. Tries left: {left}.", left=left) from fault
    except NoKey as fault:
        raise Denied(409, NO_PIN) from fault
    except KeyTrouble as fault:
        raise Denied(409, "The key for signing cannot be used: {why}.", why=str(fault)) from fault


def key_name(seat: Seat) -> str:
    """The name of a seat's key in the folder of keys: one ref for meeting and member."""
    return sha256(f"{seat.meeting}/{seat.member}".encode()).hexdigest()[:32]
