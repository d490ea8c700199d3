"""What minutes say of votes: the question with its result, names, corrections; and what was agreed without a vote.

Times are milliseconds since 1970 UTC.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from meetings.minutes.contents_of_attendance import Person
from meetings.minutes.contents_of_debate import Declared
from meetings.minutes.moments import Stay
from meetings.rules.identity import MemberId
from meetings.rules.left_standing import LeftStanding
from meetings.rules.poll_terms import Silence
from meetings.rules.polls import Poll
from meetings.rules.quorum import Quorum
from meetings.rules.tally import Outcome


class Called(Struct, frozen=True):
    """A name on the roll of a vote by roll call, and what was answered: options, or why there was no vote."""

    person: Person
    choice: Sequence[str]
    why: Silence | None


class Righted(Struct, frozen=True):
    """A result that was corrected: what it was, when and by whom it was put right, and why.

    `votes` are those that were wrong: who voted, what was recorded, what is right (no options: no vote).
    """

    at: int
    by: Person | None
    reason: str
    before: Outcome
    votes: Sequence[tuple[Person, Sequence[str], Sequence[str]]]


class Voted(Struct, frozen=True):
    """A poll: the question with its rule and outcome, and the names by option as far as its grade allows.

    `names` is None where nobody may know them, and for ranked votes, of which `rankings` says who ranked how; `voters`
    then lists who voted, `silent` who was entitled and did not. `seed` is what a lot was drawn with (hexadecimal),
    `quorum` how it stood when the poll was opened, `pauses` when voting was interrupted, `repeats` the number of the
    vote that it follows, `left_standing` what corrections of its result do not undo, `is_outdated` that it is a round
    that rests on a result that was corrected, `by_proxy` who voted for whom, `called` the names of a roll call.
    """

    poll: Poll
    names: Mapping[str, Sequence[Person]] | None
    voters: Sequence[Person]
    silent: Sequence[Person]
    declared_at: int | None = None
    seed: str | None = None
    quorum: Quorum | None = None
    pauses: Sequence[Stay] = ()
    recused: Sequence[Person] = ()
    repeats: int | None = None
    explanations: Sequence[Declared] = ()
    righted: Sequence[Righted] = ()
    rankings: Sequence[tuple[tuple[str, ...], Sequence[Person]]] | None = None
    by_proxy: Mapping[MemberId, Person] = {}
    called: Sequence[Called] = ()
    left_standing: LeftStanding | None = None
    is_outdated: bool = False


class Agreed(Struct, frozen=True):
    """What was agreed without a vote, who objected, and the question of the poll that was spared."""

    text: str
    at: int
    objections: Sequence[Person]
    question: str | None = None
