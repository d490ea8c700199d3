"""What must hold of every result, reckoned without the rules on counting: base, number needed, and what follows."""

from collections.abc import Mapping, Sequence

import msgspec

from meetings.minutes.verify_chain import Said
from meetings.minutes.verify_polls import polls
from meetings.minutes.verify_votes import votes
from meetings.record import codec
from meetings.rules.identity import LogId, MemberId
from meetings.rules.polls import Poll
from meetings.rules.tally import Base, Outcome
from tests.rules.scenario import Scenario
from tests.rules.test_tally_model import least, suffices

LOG = LogId("0" * 64)


def every_result_is_counted_again(texts: Sequence[str]) -> None:
    """From the entries alone, as `meetings verify` does, which shares nothing with the rules."""
    told = [msgspec.json.decode(text, type=Said) for text in texts]
    assert [check for check in votes(polls(told)) if not check.passed] == []


def texts_of(scenario: Scenario) -> list[str]:
    """The record: whatever was decided can stand in it."""
    return [codec.text_of(codec.Said(LOG, event, stamp, "id")) for event, stamp in scenario.history]


def a_result_follows(poll: Poll, outcome: Outcome) -> None:
    """No vote counts for an option without counting in the base of those present or of all; nor is anything adopted
    or anybody elected without what is needed.
    """
    everybody = {**poll.entitled, **(poll.recused if poll.recused_in_base else {})}
    on_ballots = ballots(poll)
    if not poll.is_ranked:
        base = base_of(poll, outcome, everybody, on_ballots)
        needed = None if poll.rule.majority == "relative" else least(poll.rule.majority, base)
        assert (outcome.base, outcome.needed) == (base, needed)
    if poll.rule.base in (Base.PRESENT, Base.MEMBERS) or poll.rule.majority == "absolute":
        assert on_ballots <= outcome.base <= sum(everybody.values())
        assert all(count <= outcome.base for count in outcome.tally.values())
    if outcome.decided_by is None and not poll.is_ranked:
        assert outcome.adopted is None or outcome.adopted == is_adopted(poll, outcome)
        assert all(has_enough(poll, outcome, winner) for winner in outcome.winners or ())


def ballots(poll: Poll) -> int:
    return sum(poll.entitled[member] for member in poll.votes) if poll.entered is None else poll.entered.ballots


def base_of(poll: Poll, outcome: Outcome, everybody: Mapping[MemberId, int], on_ballots: int) -> int:
    if poll.rule.majority == "absolute" or poll.rule.base is Base.MEMBERS:
        return sum(everybody.values())
    if poll.rule.base is Base.YES_NO:
        return outcome.tally["yes"] + outcome.tally["no"]
    if poll.rule.base is Base.CAST:
        blank = 0 if poll.rule.blank == "counted" else outcome.tally.get("blank", 0)
        return on_ballots - blank - (0 if poll.rule.invalid == "counted" else outcome.invalid)
    assert poll.closing is not None
    there = poll.closing.present | set(poll.votes)
    voters = sum(votes for member, votes in poll.entitled.items() if member in there)
    others = sum(votes for member, votes in everybody.items() if member in there and member not in poll.entitled)
    return max(voters, on_ballots) + others


def is_adopted(poll: Poll, outcome: Outcome) -> bool:
    yes, turnout = outcome.tally["yes"], outcome.turnout
    in_groups = all(share.adopted for share in (outcome.groups or {}).values())
    enough = yes > outcome.tally["no"] if poll.rule.majority == "relative" else has_enough(poll, outcome, "yes")
    return yes > 0 and enough and in_groups and (turnout is None or turnout.cast >= turnout.needed)


def has_enough(poll: Poll, outcome: Outcome, option: str) -> bool:
    count = outcome.tally[option]
    return count > 0 and (poll.rule.majority == "relative" or suffices(poll.rule.majority, count, outcome.base))
