"""Who may not see what, by a table of its own: every frame that reaches a tablet is held against it."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Raw, Struct

from meetings.rehearsal.frames import AnyFrame, Delta, Welcome

CANARY = "canary"
"""Stands in every text that only the Dais may see."""
DAIS_ALONE = ("waiting/", "incident/", "taken")
HIDES_VOTES = frozenset({"prepared", "open", "held"})
"""The states of a poll that is not in the open in which nobody is shown how the votes fall: so the standing orders of
the simulation say."""


class PollSeen(Struct, frozen=True):
    """`poll/REF`, as far as it is looked at here."""

    state: str
    tally: Mapping[str, int] | None = None


class MeSeen(Struct, frozen=True):
    """`me`."""

    ref: str


class VoteSeen(Struct, frozen=True):
    """`me/vote/REF` or `me/proxy/REF/MEMBER`."""

    choice: str | Sequence[str] | None = None


def secrets_in(frame: AnyFrame, member: str, *, is_dais: bool, secrecy: Mapping[str, str]) -> list[str]:
    """What a tablet is shown that it may not see. `secrecy` is that of each poll, by the log."""
    if not isinstance(frame, Welcome | Delta):
        return []
    shown = frame.view if isinstance(frame, Welcome) else frame.put
    found = [*_of_the_seat(frame, shown, member), *_of_votes(shown, secrecy)]
    return found if is_dais else [*found, *_of_the_dais(shown)]


def _of_the_dais(shown: Mapping[str, Raw]) -> Iterable[str]:
    for key, fragment in shown.items():
        is_by_name = key == "presence" and b"true" in bytes(fragment)
        if key.startswith(DAIS_ALONE) or is_by_name or CANARY.encode() in bytes(fragment):
            yield f"{key} of the Dais: {bytes(fragment)[:100]!r}"


def _of_the_seat(frame: Welcome | Delta, shown: Mapping[str, Raw], member: str) -> Iterable[str]:
    own = [key for key in shown if key == "me" or key.startswith("me/")]
    if own and isinstance(frame, Delta) and not frame.seat:
        yield f"{', '.join(own)} in what all get"
    if "me" in shown and msgspec.json.decode(shown["me"], type=MeSeen).ref != member:
        yield "the part of another seat"


def _of_votes(shown: Mapping[str, Raw], secrecy: Mapping[str, str]) -> Iterable[str]:
    for key, fragment in shown.items():
        match key.split("/"):
            case "poll", ref:
                poll = msgspec.json.decode(fragment, type=PollSeen)
                if secrecy.get(ref) != "open" and poll.state in HIDES_VOTES and poll.tally is not None:
                    yield f"how the votes fall in {ref}, which is {poll.state}"
            case "ballot", ref, _ if secrecy.get(ref) != "open":
                yield f"{key}, though it is not voted in the open"
            case "me", "vote" | "proxy", ref, *_ if secrecy.get(ref) == "confidential":
                if msgspec.json.decode(fragment, type=VoteSeen).choice is not None:
                    yield f"{key} with the choice on a ballot from the box"
            case _:
                pass
