"""From the polls to their fragments, for audiences that may see them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set

from msgspec.structs import replace

from meetings.rules import agenda, electorate, repeats, roll_call_vote, tally
from meetings.rules.closing import PutRight
from meetings.rules.identity import MemberId
from meetings.rules.left_standing import left_standing
from meetings.rules.poll_terms import Secrecy
from meetings.rules.polls import Poll, PollState
from meetings.rules.state import Meeting
from meetings.views.fragments import Fragment, Shown
from meetings.views.fragments_of_votes import (
    BallotShown,
    ConsensusShown,
    CorrectedShown,
    NamesShown,
    OptionShown,
    PollShown,
    RecusalShown,
)

COUNTED = frozenset({PollState.CLOSED, PollState.DECLARED})


def poll_in_hand(meeting: Meeting) -> Poll | None:
    """The poll that is open, or the one of the item in hand that was open last."""
    poll = meeting.polls.polls.get(meeting.polls.latest) if meeting.polls.latest is not None else None
    if poll is None or poll.item not in agenda.in_hand(meeting.agenda) or poll.state is PollState.CANCELLED:
        return None
    return poll


def counts(meeting: Meeting, shown: Mapping[str, Fragment]) -> Iterator[Shown]:
    """The poll that is counted in the room, with the counts entered so far, which only organisers see."""
    poll = meeting.polls.polls.get(meeting.polls.open) if meeting.polls.open is not None else None
    if poll is not None and poll.entered is not None:
        key = f"poll/{poll.ref}"
        yield key, replace(shown[key], counted=poll.entered)


def polls(meeting: Meeting, everybody: int, *, sees_interim: bool) -> Iterator[Shown]:
    """All polls, with results once closed; the votes so far in the open, and by name where that is the rule.

    `everybody` is the number of members with a vote.
    """
    for poll in meeting.polls.polls.values():
        yield f"poll/{poll.ref}", poll_shown(meeting, poll, everybody, sees_interim=sees_interim)


def recused(meeting: Meeting, *, with_reasons: bool) -> Iterator[Shown]:
    """Who takes no part in an item or in one poll."""
    for each in meeting.polls.recusals:
        shown = RecusalShown(
            member=each.member, item=each.item, poll=each.poll, reason=each.reason if with_reasons else None
        )
        yield f"recusal/{each.item or each.poll}/{each.member}", shown


def agreements(meeting: Meeting) -> Iterator[Shown]:
    """What was agreed without a vote."""
    for agreed in meeting.polls.agreements:
        shown = ConsensusShown(
            item=agreed.item, text=agreed.text, at=agreed.at, objections=agreed.objections, poll=agreed.poll
        )
        yield f"consensus/{agreed.position}", shown


def poll_shown(meeting: Meeting, poll: Poll, everybody: int, *, sees_interim: bool = False) -> PollShown:
    """A poll; `everybody` is the number of members with a vote, who may vote if it opens now."""
    prepared = PollShown(
        item=poll.item,
        order=poll.order,
        question=poll.question,
        method=poll.method,
        secrecy=poll.secrecy,
        options=[OptionShown(ref=option.ref, text=option.text) for option in poll.options],
        seats=poll.rule.seats,
        base_rule=poll.rule.base,
        majority=poll.rule.majority,
        state=poll.state,
        entitled=_entitled(meeting, poll, everybody),
        cast=len(poll.votes),
        opens_at=poll.opened_at,
        closes_at=poll.closes_at,
        min=poll.minimum,
        max=poll.maximum,
        tie=poll.rule.tie,
        left_ms=poll.left_ms,
        reason=poll.reason,
        motion=poll.motion,
        part=poll.part,
        by=poll.by,
        turnout=poll.rule.turnout,
        second=poll.rule.second,
        blank=poll.rule.blank,
        repeats=poll.repeats,
        round=poll.round,
        recused=sorted(poll.recused),
        recused_in_base=poll.recused_in_base,
        first=poll.first,
        first_seed=poll.first_seed,
        calling=roll_call_vote.calling(meeting, poll),
        silent=dict(sorted(poll.silent.items())),
        outdated=repeats.is_outdated(meeting, poll),
        left_standing=left_standing(meeting, poll),
    )
    return _with_arithmetic(prepared, poll, sees_interim=sees_interim)


def _entitled(meeting: Meeting, poll: Poll, everybody: int) -> int:
    if poll.state is not PollState.PREPARED:
        return len(poll.entitled)
    return everybody if poll.electorate is None else len(electorate.entitled(meeting, poll))


def _with_arithmetic(shown: PollShown, poll: Poll, *, sees_interim: bool) -> PollShown:
    """`shown` with the numbers that may be known now: all after the close, the tally of an open vote at once."""
    outcome = poll.outcome
    if outcome is None or poll.state not in COUNTED:
        is_known = poll.secrecy is Secrecy.OPEN or (sees_interim and poll.secrecy is Secrecy.NAMED)
        so_far = tally.total(poll.option_refs, _weighed(poll)) if is_known and poll.entitled else None
        return replace(shown, needed=_needed_beforehand(poll), tally=so_far)
    return replace(
        shown,
        tally=outcome.tally,
        base=outcome.base,
        needed=outcome.needed,
        adopted=outcome.adopted,
        winners=outcome.winners,
        decided_by=outcome.decided_by,
        tied=tally.was_tied(poll.rule, outcome),
        cast=outcome.cast,
        invalid=outcome.invalid,
        reached=outcome.turnout,
        groups=outcome.groups,
        seed=None if poll.closing is None else poll.closing.seed,
        corrected=() if poll.closing is None else tuple(_corrected(each) for each in poll.closing.put_right),
        rounds=outcome.rounds,
    )


def _corrected(each: PutRight) -> CorrectedShown:
    before = each.before
    return CorrectedShown(
        at=each.at,
        by=each.by,
        reason=each.reason,
        tally=before.tally,
        cast=before.cast,
        base=before.base,
        needed=before.needed,
        adopted=before.adopted,
        winners=before.winners,
        decided_by=before.decided_by,
        invalid=before.invalid,
        votes=each.votes,
    )


def _weighed(poll: Poll) -> Iterator[tally.Vote]:
    """The votes so far, those for the same options put together: thousands mark the same few.

    Of ranked ballots only the first choices count before the close.
    """
    marks = 1 if poll.is_ranked else None
    alike = Counter((cast.choice[:marks], poll.entitled[member]) for member, cast in poll.votes.items())
    return (tally.Vote(choice, weight * times) for (choice, weight), times in alike.items())


def _needed_beforehand(poll: Poll) -> int | None:
    """The votes needed, where they do not depend on how the votes fall."""
    everybody = sum(electorate.in_base(poll).values())
    is_fixed = poll.rule.majority == "absolute" or poll.rule.base is tally.Base.MEMBERS
    return tally.needed(poll.rule.majority, everybody) if is_fixed and poll.entitled else None


def choice_shown(poll: Poll, choice: tuple[str, ...]) -> str | Sequence[str]:
    """A choice as people give it: one option, or a list where several can be marked."""
    return choice if poll.is_choice else choice[0]


def names_are_known(poll: Poll) -> bool:
    """Whether everybody may know who voted how: at once in the open, after the close by name, else never."""
    return poll.secrecy is Secrecy.OPEN or (poll.secrecy is Secrecy.NAMED and poll.state in COUNTED)


def ballots(meeting: Meeting) -> Iterator[Shown]:
    """How members voted in the poll in hand, if it is voted in the open."""
    poll = poll_in_hand(meeting)
    if poll is not None and poll.secrecy is Secrecy.OPEN:
        # Thousands mark the same few options.
        marked = {
            (choice, proxy): BallotShown(choice=choice_shown(poll, choice), proxy=proxy)
            for choice, proxy in _marked(poll)
        }
        prefix = f"ballot/{poll.ref}/"
        yield from ((prefix + member, marked[cast.choice, cast.proxy]) for member, cast in poll.votes.items())


def _marked(poll: Poll) -> Set[tuple[tuple[str, ...], MemberId | None]]:
    return {(cast.choice, cast.proxy) for cast in poll.votes.values()}


def names_called(meeting: Meeting) -> Iterator[Shown]:
    """The names of the vote by roll call that is under way."""
    poll = None if meeting.polls.open is None else meeting.polls.polls[meeting.polls.open]
    if poll is not None and poll.by == "voice":
        yield f"roll/{poll.ref}", NamesShown(members=roll_call_vote.roll(meeting, poll))
