"""The fragments about polls: their rule and result, who votes and how, and what is decided without a vote."""

from collections.abc import Mapping, Sequence

from meetings.rules.identity import MemberId
from meetings.rules.polls import Entered
from meetings.rules.tally import Fraction, Round, Second, Share, Turnout
from meetings.views.fragments import Fragment


class OptionShown(Fragment, frozen=True, kw_only=True):
    """What can be chosen in a poll; the text of yes, no and abstain is the page's own."""

    ref: str
    text: str = ""


class CorrectedShown(Fragment, frozen=True, kw_only=True):
    """A result that was put right: when, by whom, why, what it was; and each vote that was wrong, as it was and is."""

    at: int
    by: str | None
    reason: str
    tally: Mapping[str, int]
    cast: int
    base: int
    needed: int | None = None
    adopted: bool | None = None
    winners: Sequence[str] | None = None
    decided_by: str | None = None
    invalid: int = 0
    votes: Mapping[MemberId, tuple[Sequence[str], Sequence[str]]] = {}


class PollShown(Fragment, frozen=True, kw_only=True):
    """`poll/REF`. `order` counts from 1, `entitled` and `cast` members; `tally`, `base` and `needed` are votes.

    `tied`: votes were equal where the result was to be decided, whatever broke the tie.
    `turnout` and `second` are asked for, `reached` and `groups` what came; `rounds` are those of a run-off.
    `counted` in the room shows the Dais alone.
    `outdated`: this round rests on a result that was corrected; `left_standing`: what its own corrections do not undo.
    In a roll call `first` was called first (drawn with `first_seed`), `calling` is called now, `silent` gave no vote.
    """

    item: str
    order: int
    question: str
    method: str
    secrecy: str
    options: Sequence[OptionShown]
    seats: int
    base_rule: str
    majority: str | Fraction
    state: str
    entitled: int
    cast: int
    opens_at: int | None
    closes_at: int | None
    min: int = 1
    max: int = 1
    tie: str | None = None
    left_ms: int | None = None
    reason: str | None = None
    tally: Mapping[str, int] | None = None
    base: int | None = None
    needed: int | None = None
    adopted: bool | None = None
    winners: Sequence[str] | None = None
    decided_by: str | None = None
    tied: bool = False
    by: str = "tablet"
    turnout: Fraction | None = None
    second: Second | None = None
    blank: str = "left_out"
    counted: Entered | None = None
    invalid: int = 0
    reached: Turnout | None = None
    repeats: str | None = None
    round: int = 1
    recused: Sequence[str] = ()
    recused_in_base: bool = False
    groups: Mapping[str, Share] | None = None
    rounds: Sequence[Round] | None = None
    motion: str | None = None
    part: int = 0
    outdated: bool = False
    left_standing: str | None = None
    corrected: Sequence[CorrectedShown] = ()
    seed: str | None = None
    first: str | None = None
    first_seed: str | None = None
    calling: str | None = None
    silent: Mapping[MemberId, str] = {}


class RecusalShown(Fragment, frozen=True, kw_only=True):
    """`recusal/REF/MEMBER`: who takes no part in an item or in one poll; the reason is shown to the Dais alone."""

    member: str
    item: str | None = None
    poll: str | None = None
    reason: str | None = None


class ConsensusShown(Fragment, frozen=True, kw_only=True):
    """`consensus/N`, named by the position of its entry: what was agreed without a vote, and who objected."""

    item: str
    text: str
    at: int
    objections: Sequence[str] = ()
    poll: str | None = None


class BallotShown(Fragment, frozen=True, kw_only=True):
    """`ballot/REF/MEMBER`: how somebody voted in the open, perhaps by `proxy`."""

    choice: str | Sequence[str]
    proxy: str | None = None


class NamesShown(Fragment, frozen=True, kw_only=True):
    """`roll/REF`: the names of a vote by roll call that is under way, in the order in which they are called."""

    members: Sequence[str]


class WaitingShown(Fragment, frozen=True, kw_only=True):
    """`waiting/REF`: who is entitled and has not voted, and who of them has no tablet connected."""

    members: Sequence[str]
    unconnected: Sequence[str]
