"""A whole rehearsal: everybody signs in, the meeting is played, the minutes are signed, fetched and verified.

Nobody but the secretary signs in before the meeting is seen to be a rehearsal: a link that is used takes the seat from
whoever holds it.
"""

import asyncio
import secrets
from collections.abc import AsyncGenerator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from time import perf_counter

from msgspec import Struct
from msgspec.structs import replace

from meetings.convening.meeting_file import MeetingFile
from meetings.minutes.verify import verify
from meetings.rehearsal import http, losses, script
from meetings.rehearsal.play import PATIENCE_S, Findings, MeetingSeen, Play, all_of, within
from meetings.rehearsal.report import Report, SignedMinutes, Spread
from meetings.rehearsal.script import Script, Unplayable
from meetings.rehearsal.tablet import Tablet, Venue


class NotARehearsal(Exception):
    """The meeting is not one that may be played. The message says why."""


class Invitation(Struct, frozen=True):
    """Where the meeting is, and the tokens of the participants' links by ref."""

    venue: Venue
    tokens: Mapping[str, str]


def silent(ballots: int) -> None:
    """No progress is shown."""


async def play_meeting(
    file: MeetingFile, invitation: Invitation, tablets: int | None = None, progress: Callable[[int], None] = silent
) -> Report:
    """Play the meeting of `file` and tell what came of it. `progress` is told of ballots as they are cast.

    Raises Unplayable, NotARehearsal, NotServed, TurnedAway, Stuck.
    """
    play = script.write(file, tablets)
    others = [play.chair, play.display, *play.tablets]
    for ref in (play.secretary, *others):
        if ref not in invitation.tokens:
            raise Unplayable(f"the links: one for each participant was expected, there is none for {ref}")
    secretary = await signed_in(invitation, play.secretary)
    async with connected([secretary]):
        title = _title_of_rehearsal(secretary)
        rest = await all_of(signed_in(invitation, ref) for ref in others)
        async with connected(rest):
            cast = {tablet.ref: tablet for tablet in (secretary, *rest)}
            return await _performed(play, cast, Report(title=title, meeting=invitation.venue.meeting), progress)


async def _performed(
    play: Script, cast: Mapping[str, Tablet], report: Report, progress: Callable[[int], None]
) -> Report:
    began = perf_counter()
    performance = Play(cast, cast[play.display], progress)
    await performance.perform(play)
    report = replace(
        _with_findings(report, performance.findings),
        ballots=play.ballots,
        seconds=perf_counter() - began,
        **_told_by(cast.values()),
    )
    try:
        return replace(report, minutes=await signed_minutes(cast[play.chair], cast[play.secretary]))
    except http.NotServed as fault:
        return replace(report, differences=[*report.differences, f"the minutes: {fault}"])


def _with_findings(report: Report, findings: Findings) -> Report:
    return replace(
        report,
        recorded=Spread.of(findings.recorded),
        turnout=Spread.of(findings.turnout),
        polls=findings.polls,
        equal=findings.equal,
        differences=findings.differences,
    )


def _told_by(tablets: Collection[Tablet]) -> Mapping[str, int]:
    """What the tablets have counted and now show."""
    screens = [tablet.screen for tablet in tablets]
    return {
        "tablets": len(tablets),
        "commands": sum(tablet.given for tablet in tablets),
        "durable": sum(tablet.answered for tablet in tablets),
        "returns": sum(tablet.returns for tablet in tablets),
        "deltas": sum(screen.deltas for screen in screens),
        "lost": losses.lost(screens),
        "differing": losses.differing(screens),
    }


async def signed_in(invitation: Invitation, ref: str) -> Tablet:
    """The tablet of a participant, signed in with the link and not yet connected. Raises NotServed."""
    return Tablet(invitation.venue, ref, await http.join(invitation.venue, invitation.tokens[ref]))


@asynccontextmanager
async def connected(tablets: Collection[Tablet]) -> AsyncGenerator[None]:
    """Keep tablets connected for as long as the block runs, which begins when all are welcome."""
    running = [asyncio.create_task(tablet.run()) for tablet in tablets]
    try:
        welcome = all_of(tablet.until(lambda screen: screen.is_welcome) for tablet in tablets)
        await within(PATIENCE_S, welcome, "the welcome of every tablet")
        yield
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def _title_of_rehearsal(secretary: Tablet) -> str:
    seen = secretary.screen.read("meeting", MeetingSeen)
    if seen is None or not seen.rehearsal:
        raise NotARehearsal(
            "a copy marked as a rehearsal was expected (`meetings import --rehearsal`); this is a meeting"
        )
    if seen.state != "scheduled":
        raise NotARehearsal(f"a rehearsal that has not begun was expected; this one is {seen.state}")
    return seen.title


async def signed_minutes(chair: Tablet, secretary: Tablet) -> SignedMinutes:
    """Let chair and secretary sign the minutes; fetch and verify them. Raises NotServed."""
    officers = {officer: f"{secrets.randbelow(10**8):08}" for officer in (chair, secretary)}
    for officer, pin in officers.items():
        await http.choose_pin(officer.venue, officer.cookie, pin)
    began = perf_counter()
    for officer, pin in officers.items():
        await http.sign(officer.venue, officer.cookie, pin)
    pdf = await http.minutes(secretary.venue, secretary.cookie)
    seconds = perf_counter() - began
    found = await asyncio.to_thread(verify, pdf)
    return SignedMinutes(seconds=round(seconds, 2), size=len(pdf), verified=found.passed, lines=found.lines())
