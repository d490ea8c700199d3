"""Votes by proxy: who may give them, when they count, and what a member who comes may still do."""

import pytest

from meetings.rules.decision import Ballot
from meetings.rules.identity import MemberId, PollId
from meetings.rules.poll_commands import CastVote, ClosePoll, HoldPoll, OpenPoll
from meetings.rules.poll_events import BallotReceived, PollOpened, VoteCast
from meetings.rules.poll_terms import ByGroup, Secrecy
from meetings.rules.proxies import EndProxy, GiveProxy
from meetings.rules.recusals import Recuse
from meetings.rules.refusals import Code
from meetings.rules.result_corrections import CorrectResult
from meetings.rules.roll_call import Leave, ReturnToMeeting
from meetings.rules.standing_orders import Rules
from meetings.rules.tally import Base, Outcome, Second
from meetings.views.audiences import Audience, Moment, seat, view
from meetings.views.fragments import MeShown
from meetings.views.fragments_of_votes import BallotShown, WaitingShown
from meetings.views.own_votes import MyVoteShown, ProxyVoteShown
from tests.rules.council import BUDGET, CHAIR, POLL, SECRETARY, question, sitting, vote
from tests.rules.scenario import Scenario
from tests.rules.test_hand_counts import counts
from tests.rules.test_proxies import ALLOWED, ANA, BEN, CHI, recorded
from tests.rules.test_voting import OPEN, poll_of

FOR_ANA = vote("yes", voter=ANA)
OTHER = PollId("q")


def away(rules: Rules = ALLOWED, *proxies: GiveProxy, **terms: object) -> Scenario:
    """Ana has gone, and Ben votes for her in the poll that is open."""
    scenario = sitting(rules=rules).given(SECRETARY, *(proxies or (recorded(),))).given("ana", Leave())
    return scenario.given(CHAIR, question(**terms), OPEN)


def outcome_of(scenario: Scenario) -> Outcome:
    outcome = poll_of(scenario.given(CHAIR, ClosePoll(poll=POLL))).outcome
    assert outcome is not None
    return outcome


def me(scenario: Scenario, ref: str) -> MeShown:
    shown = seat(scenario.meeting, MemberId(ref))["me"]
    assert isinstance(shown, MeShown)
    return shown


def test_a_proxy_votes_for_each_separately() -> None:
    scenario = away().when("ben", FOR_ANA).then(VoteCast(poll=POLL, member=ANA, choice=("yes",), proxy=BEN))
    scenario.when("ben", vote("no")).then(VoteCast(poll=POLL, member=BEN, choice=("no",)))
    assert outcome_of(scenario).tally == {"yes": 1, "no": 1, "abstain": 0}


def test_with_the_votes_of_the_member_that_is_represented() -> None:
    weights = {"ana": 3, "ben": 2, "chi": 1}
    scenario = sitting(weights=weights, rules=ALLOWED).given(SECRETARY, recorded()).given("ana", Leave())
    scenario.given(CHAIR, question(), OPEN).given("ben", FOR_ANA, vote("no"))
    assert outcome_of(scenario).tally == {"yes": 3, "no": 2, "abstain": 0}


def test_the_last_vote_before_the_close_counts_here_too() -> None:
    assert outcome_of(away().given("ben", FOR_ANA, vote("no", voter=ANA))).tally["no"] == 1


def test_who_holds_no_proxy_of_a_member_does_not_vote_for_it() -> None:
    away().when("chi", FOR_ANA).refused(Code.NOT_ENTITLED)
    away().when("ben", vote("yes", voter=CHI)).refused(Code.NOT_ENTITLED)
    away().when(None, FOR_ANA).refused(Code.NOT_ENTITLED)


def test_who_votes_for_whom_is_fixed_when_the_poll_opens() -> None:
    scenario = sitting(rules=ALLOWED).given("ana", Leave()).given(CHAIR, question(), OPEN)
    scenario.given(SECRETARY, recorded()).when("ben", FOR_ANA).refused(Code.NOT_ENTITLED)
    assert poll_of(scenario).proxies == {}


def test_the_opening_records_who_votes_for_whom() -> None:
    scenario = sitting(rules=ALLOWED).given(SECRETARY, recorded()).given(CHAIR, question())
    opened = scenario.when(CHAIR, OPEN).decision.events[0]
    assert isinstance(opened, PollOpened)
    assert opened.proxies == {ANA: BEN}


def test_a_proxy_that_has_ended_does_not_count_any_more() -> None:
    scenario = away().given(SECRETARY, EndProxy(member=ANA))
    scenario.when("ben", FOR_ANA).refused(Code.NOT_ENTITLED)
    scenario.given(SECRETARY, recorded(ANA, CHI)).when("chi", FOR_ANA).refused(Code.NOT_ENTITLED)


def test_who_is_here_votes_in_person() -> None:
    scenario = sitting(rules=ALLOWED).given(SECRETARY, recorded()).given(CHAIR, question(), OPEN)
    scenario.when("ben", FOR_ANA).refused(Code.NOT_ENTITLED)
    scenario.given("ana", vote("yes"))


def test_who_leaves_before_voting_is_represented_from_then_on() -> None:
    scenario = sitting(rules=ALLOWED).given(SECRETARY, recorded()).given(CHAIR, question(), OPEN)
    scenario.given("ana", Leave()).when("ben", FOR_ANA).accepted()


def test_who_comes_may_change_what_the_proxy_voted() -> None:
    scenario = away().given("ben", FOR_ANA).given("ana", ReturnToMeeting())
    assert poll_of(scenario).votes[ANA].proxy == BEN
    scenario.given("ana", vote("no"))
    scenario.given("ana", Leave()).when("ben", FOR_ANA).refused(Code.ALREADY)
    assert outcome_of(scenario).tally == {"yes": 0, "no": 1, "abstain": 0}


def test_a_proxy_must_be_here_unless_absentees_vote() -> None:
    away().given("ben", Leave()).when("ben", FOR_ANA).refused(Code.NOT_PRESENT)
    remote = Rules(proxies=1, absentees_vote=True)
    away(remote).given("ben", Leave()).when("ben", FOR_ANA).accepted()


def test_where_absentees_vote_the_own_vote_of_the_member_is_the_stronger_one() -> None:
    scenario = away(Rules(proxies=1, absentees_vote=True)).given("ben", FOR_ANA).given("ana", vote("no"))
    scenario.when("ben", FOR_ANA).refused(Code.ALREADY)


def test_a_confidential_ballot_by_proxy_is_final_and_its_choice_stays_in_the_box() -> None:
    scenario = away(secrecy=Secrecy.CONFIDENTIAL)
    decision = scenario.when("ben", FOR_ANA).decision
    assert decision.events == (BallotReceived(poll=POLL, member=ANA, proxy=BEN),)
    assert decision.ballots == (Ballot(POLL, ("yes",)),)
    scenario.given("ben", FOR_ANA, vote("no"))
    assert poll_of(scenario).votes[ANA].proxy == BEN
    scenario.when("ben", vote("no", voter=ANA)).refused(Code.ALREADY)
    scenario.given("ana", ReturnToMeeting()).when("ana", vote("no")).refused(Code.ALREADY)
    assert outcome_of(scenario).tally == {"yes": 1, "no": 1, "abstain": 0}


def test_a_confidential_poll_needs_three_who_cast_the_ballots() -> None:
    """Whoever votes for two others knows three ballots."""
    electorate = (ANA, BEN, CHI, MemberId("dan"))
    prepared = question(secrecy=Secrecy.CONFIDENTIAL, electorate=electorate)
    scenario = sitting(rules=ALLOWED).given(SECRETARY, recorded(ANA)).given(CHAIR, prepared)
    scenario.when(CHAIR, OPEN).accepted()
    other = sitting(rules=ALLOWED).given(SECRETARY, recorded(ANA), recorded(CHI)).given(CHAIR, prepared)
    other.when(CHAIR, OPEN).refused(Code.WRONG_STATE)


def test_whoever_is_recused_is_not_voted_for() -> None:
    scenario = sitting(rules=ALLOWED).given(SECRETARY, recorded()).given("ana", Recuse(item=BUDGET), Leave())
    scenario.given(CHAIR, question(), OPEN).when("ben", FOR_ANA).refused(Code.NOT_ENTITLED)


def test_whoever_is_recused_votes_for_nobody() -> None:
    scenario = sitting(rules=ALLOWED).given(SECRETARY, recorded()).given("ben", Recuse(item=BUDGET))
    scenario.given("ana", Leave()).given(CHAIR, question(), OPEN)
    scenario.when("ben", FOR_ANA).refused(Code.NOT_ENTITLED)
    scenario.given("ana", ReturnToMeeting()).when("ana", vote("yes")).accepted()


def test_a_proxy_outside_the_electorate_votes_for_a_member_in_it() -> None:
    """Chi is not of the group that votes, but Ana is, and her vote is hers whoever casts it."""
    scenario = away(ALLOWED, recorded(ANA, CHI), electorate=ByGroup("left"))
    scenario.when("chi", vote("yes")).refused(Code.NOT_ENTITLED)
    scenario.when("chi", FOR_ANA).accepted()
    assert me(scenario, "chi").others_only


def test_nobody_votes_for_a_member_outside_the_electorate() -> None:
    away(electorate=ByGroup("right")).when("ben", FOR_ANA).refused(Code.NOT_ENTITLED)


def test_in_a_second_majority_the_vote_counts_in_the_group_of_the_member() -> None:
    scenario = away(ALLOWED, recorded(ANA, CHI), second=Second()).given("chi", FOR_ANA, vote("no"))
    outcome = outcome_of(scenario)
    assert outcome.groups is not None
    assert (outcome.groups["left"].tally["yes"], outcome.groups["right"].tally["no"]) == (1, 1)


@pytest.mark.parametrize(("counted_too", "base"), [(False, 6), (True, 7)])
def test_who_is_represented_is_in_the_base_of_those_present_or_not(counted_too: bool, base: int) -> None:
    rules = Rules(proxies=1, proxies_present=counted_too)
    assert outcome_of(away(rules, base=Base.PRESENT)).base == base


def test_only_who_can_be_voted_for_in_the_poll_is_in_its_base() -> None:
    """The proxy came after the opening, or went before the close."""
    rules = Rules(proxies=1, proxies_present=True)
    late = sitting(rules=rules).given("ana", Leave()).given(CHAIR, question(base=Base.PRESENT), OPEN)
    assert outcome_of(late.given(SECRETARY, recorded())).base == 6
    assert outcome_of(away(rules, base=Base.PRESENT).given("ben", Leave())).base == 5


def test_a_count_in_the_room_may_hold_the_votes_of_those_represented() -> None:
    scenario = away(secrecy=Secrecy.ANALOG)
    scenario.when(CHAIR, counts(yes=8, no=0, abstain=0)).refused(Code.BAD_COMMAND)
    scenario.when(CHAIR, counts(yes=7, no=0, abstain=0)).accepted()
    scenario.given("ben", Leave()).when(CHAIR, counts(yes=6, no=0, abstain=0)).refused(Code.BAD_COMMAND)


def test_the_seat_of_the_proxy_tells_for_whom_one_may_vote() -> None:
    scenario = away()
    assert (me(scenario, "ben").votes_for, me(scenario, "ben").others_only) == ([ANA], False)
    assert me(scenario, "chi").votes_for == []
    scenario.given("ana", ReturnToMeeting())
    assert me(scenario, "ben").votes_for == []


def test_who_is_not_entitled_oneself_is_still_offered_to_vote_for_others() -> None:
    scenario = away(ALLOWED, recorded(ANA, CHI), electorate=ByGroup("left"))
    assert "cast_vote" not in me(scenario, "chi").cannot
    assert "cast_vote" in me(scenario, "dan").cannot


def test_both_see_the_vote_that_was_cast_by_proxy() -> None:
    scenario = away().given("ben", FOR_ANA)
    cast = poll_of(scenario).votes[ANA]
    assert seat(scenario.meeting, BEN)["me/proxy/p/ana"] == ProxyVoteShown(
        position=cast.position, at=cast.at, choice="yes"
    )
    own = MyVoteShown(position=cast.position, at=cast.at, choice="yes", proxy=BEN)
    assert seat(scenario.meeting, ANA)["me/vote/p"] == own


@pytest.mark.parametrize("secrecy", [Secrecy.NAMED, Secrecy.CONFIDENTIAL])
def test_the_proxy_is_not_told_what_the_member_voted_in_person(secrecy: Secrecy) -> None:
    scenario = away(secrecy=secrecy).given("ana", ReturnToMeeting(), vote("no"))
    cast = poll_of(scenario).votes[ANA]
    told = ProxyVoteShown(position=cast.position, at=cast.at, in_person=True)
    assert seat(scenario.meeting, BEN)["me/proxy/p/ana"] == told


def test_in_the_open_everybody_sees_who_voted_for_whom() -> None:
    scenario = away(secrecy=Secrecy.OPEN).given("ben", FOR_ANA)
    assert view(scenario.meeting, Audience.HALL, Moment())["ballot/p/ana"] == BallotShown(choice="yes", proxy=BEN)


def test_who_is_represented_is_reached_at_the_tablet_of_the_proxy() -> None:
    scenario = away()
    for connected, lost in ((BEN, False), (ANA, True)):
        waiting = view(scenario.meeting, Audience.DAIS, Moment(connected=frozenset({connected})))["waiting/p"]
        assert isinstance(waiting, WaitingShown)
        assert (ANA in waiting.unconnected) is lost


def test_while_voting_is_held_nobody_votes_for_another_either() -> None:
    away().given(CHAIR, HoldPoll(poll=POLL)).when("ben", FOR_ANA).refused(Code.WRONG_STATE)


def test_in_the_next_poll_a_new_proxy_counts() -> None:
    scenario = away().given(SECRETARY, EndProxy(member=ANA), recorded(ANA, CHI))
    scenario.given(CHAIR, ClosePoll(poll=POLL), question(ref=OTHER), OpenPoll(poll=OTHER))
    scenario.when("chi", CastVote(poll=OTHER, choice="yes", voter=ANA)).accepted()


def test_a_corrected_vote_stays_one_by_proxy() -> None:
    scenario = away().given("ben", FOR_ANA).given(CHAIR, ClosePoll(poll=POLL))
    scenario.given(SECRETARY, CorrectResult(poll=POLL, reason="misheard", votes={ANA: "no"}))
    cast = poll_of(scenario).votes[ANA]
    assert (cast.choice, cast.proxy) == (("no",), BEN)
