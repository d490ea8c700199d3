"""What a poll came to on the hall display, held against what it must come to. Pure."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from meetings.rehearsal.script import Expected


class PollSeen(Struct, frozen=True):
    """A poll as a tablet sees it, as far as a rehearsal looks at it."""

    state: str
    cast: int
    tally: Mapping[str, int] = {}
    needed: int | None = None
    adopted: bool | None = None
    winners: tuple[str, ...] | None = None


def differences(ref: str, seen: PollSeen, expected: Expected) -> Iterator[str]:
    """What differs, a sentence each; nothing if the poll came to what it must."""
    if seen.cast != expected.cast:
        yield f"poll {ref}: {expected.cast} ballots were expected, {seen.cast} were counted"
    for option in sorted(expected.tally.keys() | seen.tally.keys()):
        votes, counted = expected.tally.get(option, 0), seen.tally.get(option, 0)
        if votes != counted:
            yield f"poll {ref}: {votes} votes for {option} were expected from the ballots, {counted} were counted"
    for name, published in expected.published.items():
        came = _came(seen, name)
        if came != published:
            yield f"poll {ref}: {name} was published as {_said(published)}, {_said(came)} came"


def _came(seen: PollSeen, name: str) -> object:
    match name:
        case "adopted":
            return seen.adopted
        case "needed":
            return seen.needed
        case "winners":
            return seen.winners
        case option:
            return seen.tally.get(option, 0)


def _said(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)
