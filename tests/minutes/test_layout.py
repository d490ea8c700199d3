"""The layout of minutes: what is printed, in which order, in which words."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pytest

from meetings.minutes.compile import compile_minutes
from meetings.minutes.contents import Proof
from meetings.minutes.layout import layout, planned
from meetings.minutes.profiles import TRADITIONS, tradition
from meetings.rules import admission, agenda, items_in_hand, proceedings, roll_call
from meetings.rules.attendance import Status
from meetings.rules.consent import AdoptConsent
from meetings.rules.corrections import Correct
from meetings.rules.identity import ItemId, MemberId, PollId, Role
from meetings.rules.minute_book import MinuteWritten
from meetings.rules.poll_commands import CastVote, ClosePoll, OpenPoll, PreparePoll
from meetings.rules.poll_terms import Option, Secrecy
from meetings.rules.proceedings import Profile
from meetings.rules.quorum import QuorumRule
from meetings.rules.recusals import Recuse
from meetings.rules.result_corrections import CorrectResult
from meetings.rules.standing_orders import NO_RULES, Rules
from meetings.rules.tally import Fraction
from meetings.typesetting import Block, Heading, Paragraph
from tests.minutes.dumping import assert_golden, printed
from tests.minutes.eventful import CANARIES, eventful
from tests.minutes.sitting import LOG, MEETING, Sitting

BEGINS = 1_796_907_600_000


def laid_out(sitting: Sitting, *, is_final: bool = True) -> Sequence[Block]:
    minutes = compile_minutes(MEETING, sitting.saids, Proof(LOG, len(sitting.texts), "ab" * 32))
    return layout(planned(minutes, is_final=is_final))


def lines(sitting: Sitting, *, is_final: bool = True) -> list[str]:
    return list(printed(laid_out(sitting, is_final=is_final)))


def small(
    language: str = "en", quorum: QuorumRule | None = None, rules: Rules = NO_RULES, **further: object
) -> Sitting:
    """A meeting of a chair and a delegate, before it begins."""
    sitting = Sitting(BEGINS)
    fields = {"title": "A", "body": "B", "place": "C", "starts_at": BEGINS, "offset": 0, "language": language}
    profile = Profile(**{**fields, **further})  # pyright: ignore[reportArgumentType]  # fields by name
    sitting.do(None, proceedings.ConveneMeeting(profile=profile, quorum=quorum or QuorumRule(), rules=rules))
    sitting.do(None, admission.Admit(ref=MemberId("chair"), name="Hường", role=Role.CHAIR))
    sitting.do(None, admission.Admit(ref=MemberId("an"), name="An", role=Role.DELEGATE))
    sitting.do(None, proceedings.TakeChair(member=MemberId("chair")))
    return sitting


@pytest.mark.parametrize("profile", list(TRADITIONS))
@pytest.mark.parametrize("language", ["en", "vi"])
def test_minutes_of_a_tradition_read_as_expected(profile: str, language: str) -> None:
    assert_golden(f"{profile}.{language}.txt", "\n".join([*lines(eventful(language, profile)), ""]))


def test_an_unknown_profile_is_printed_as_a_parliamentary_one() -> None:
    assert tradition("martian") is TRADITIONS["parliamentary"]


@pytest.mark.parametrize("profile", list(TRADITIONS))
def test_no_canary_is_printed(profile: str) -> None:
    text = "\n".join(lines(eventful(minutes=profile)))
    assert not [canary for canary in CANARIES if canary in text]


@pytest.mark.parametrize("profile", list(TRADITIONS))
def test_no_level_of_headings_is_left_out(profile: str) -> None:
    levels = [block.level for block in laid_out(eventful(minutes=profile)) if isinstance(block, Heading)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_draft_has_no_fields_to_sign() -> None:
    assert not [line for line in lines(eventful(), is_final=False) if "[field" in line]


def test_the_secretary_stands_left_of_the_chair_in_a_vietnamese_record() -> None:
    fields = [line for line in lines(eventful("vi", "vietnamese")) if "[field" in line]
    assert [line.split(":")[0] for line in fields] == ["0> [field Secretary", "1> [field Chair"]


def test_minutes_of_a_meeting_that_never_began_say_so() -> None:
    text = lines(small())
    assert "Called to order | The meeting has not been called to order." in text
    assert "The meeting has not been adjourned." in text


def test_a_meeting_in_an_unknown_language_is_printed_in_english() -> None:
    assert "Called to order | 13:00" in _called(small("not a language"))


def test_a_meeting_in_an_untranslated_language_has_the_dates_of_that_language() -> None:
    assert "Donnerstag, 10. Dezember 2026 · C" in _called(small("de"))


def _called(sitting: Sitting) -> list[str]:
    sitting.now = BEGINS
    sitting.do("chair", proceedings.CallToOrder())
    return lines(sitting)


def test_a_date_beyond_all_calendars_is_printed_as_near_as_one_comes() -> None:
    assert [line for line in lines(small(starts_at=-253_402_300_799_999)) if "January" in line]


def test_a_time_on_another_day_tells_the_day() -> None:
    sitting = small()
    sitting.now = BEGINS
    sitting.do("chair", proceedings.CallToOrder())
    sitting.later(24 * 60)
    sitting.do("chair", proceedings.Adjourn())
    assert "Adjourned | 11 December, 13:00" in lines(sitting)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (QuorumRule(kind="count", count=1), "At least 1 member must be present."),
        (QuorumRule(kind="count", count=3, of="votes"), "At least 3 votes must be present."),
        (QuorumRule(kind="fraction", num=2, den=3), "At least two thirds of the members must be present."),
        (QuorumRule(kind="fraction", num=2, den=3, of="votes"), "At least two thirds of the votes must be present."),
        (
            QuorumRule(kind="fraction", num=3, den=7, strict=True, of="votes"),
            "More than 3/7 of the votes must be present.",
        ),
    ],
)
def test_the_rule_of_the_quorum_is_told_in_words(rule: QuorumRule, sentence: str) -> None:
    assert sentence in lines(small(quorum=rule))


def test_a_meeting_without_a_quorum_has_no_section_on_it() -> None:
    assert not [line for line in lines(small()) if "Quorum" in line]


def test_a_quorum_at_the_call_to_order_is_told_if_somebody_was_there() -> None:
    sitting = small(quorum=QuorumRule(kind="count", count=1))
    sitting.do("chair", roll_call.RecordAttendance(member=MemberId("an"), status=Status.PRESENT))
    assert "At the call to order, 13:00: 1 of 1 present, 1 required." in _called(sitting)


def test_a_large_body_is_told_by_names_in_rows() -> None:
    sitting = small()
    for number in range(70):
        ref = MemberId(f"m{number}")
        sitting.do(None, admission.Admit(ref=ref, name=f"Member {number}, of a town", role=Role.DELEGATE))
    sitting.do("chair", roll_call.RecordAttendance(member=MemberId("m1"), status=Status.PRESENT))
    sitting.do("chair", roll_call.RecordAttendance(member=MemberId("m2"), status=Status.PRESENT))
    sitting.do("chair", roll_call.RecordAttendance(member=MemberId("m2"), status=Status.LEFT))
    sitting.do("chair", roll_call.RecordAttendance(member=MemberId("m3"), status=Status.EXCUSED))
    text = lines(sitting)
    assert "Present (1): Member 1, of a town" in text
    assert "Excused (1): Member 3, of a town" in text
    assert [line for line in text if line.startswith("Present for a part (1): Member 2, of a town (left ")]
    assert [line for line in text if line.startswith("Absent (68): An; Member 0, of a town; Member 4")]


def test_a_poll_in_which_each_marks_the_same_number_says_so() -> None:
    sitting = small()
    _called(sitting)
    options = (Option("a", "A"), Option("b", "B"))
    terms = {"method": "choose", "options": options, "minimum": 2, "maximum": 2, "seats": 2}
    _vote(sitting, "both", ("a", "b"), **terms)
    assert [line for line in lines(sitting) if "2 places. Each could mark 2." in line]


def test_a_ranking_that_was_corrected_is_told_in_its_order() -> None:
    sitting = small()
    _called(sitting)
    options = (Option("a", "A"), Option("b", "B"), Option("c", "C"))
    _vote(sitting, "ranked", ("b", "a"), method="ranked", options=options)
    right = {MemberId("an"): ("c", "b", "a")}
    sitting.do("chair", CorrectResult(poll=PollId("ranked"), reason="Misheard.", votes=right))
    assert [line for line in lines(sitting) if line == "An: C > B > A, not B > A"]


def test_a_run_off_of_many_rounds_is_printed_in_several_tables() -> None:
    sitting = small()
    _called(sitting)
    refs = "abcdefghij"
    for number, ref in enumerate(refs):
        weight = {"ref": MemberId(f"m-{ref}"), "name": ref, "role": Role.DELEGATE, "votes": 2**number}
        sitting.do(None, admission.Admit(**weight))  # pyright: ignore[reportArgumentType]  # fields by name
        sitting.do("chair", roll_call.RecordAttendance(member=MemberId(f"m-{ref}"), status=Status.PRESENT))
    terms = {"method": "ranked", "options": tuple(Option(ref, ref.upper()) for ref in refs), "majority": Fraction(1, 1)}
    ballots = {f"m-{ref}": (ref,) for ref in refs}
    _vote(sitting, "ranked", ("a",), others=ballots, **terms)
    found = [line for line in lines(sitting) if line.startswith("Round | ")]
    assert found == ["Round | 1 | 2 | 3 | 4 | 5 | 6 | 7", "Round | 8 | 9 | 10"]


def test_a_result_that_was_not_declared_says_so() -> None:
    sitting = small()
    _called(sitting)
    _vote(sitting, "p", "yes")
    assert [line for line in lines(sitting) if "The result was not declared." in line]


def _vote(sitting: Sitting, ref: str, choice: str | tuple[str, ...], **further: Any) -> None:
    """A poll from its question to its close; `others` vote besides An."""
    poll, item, others = PollId(ref), ItemId("i"), further.pop("others", {})
    terms: dict[str, Any] = {"method": "yes_no", "secrecy": Secrecy.OPEN, **further}
    sitting.do("chair", roll_call.RecordAttendance(member=MemberId("an"), status=Status.PRESENT))
    sitting.do("chair", agenda.AddItem(ref=item, title="I"))
    sitting.do("chair", items_in_hand.StartItem(item=item))
    sitting.do("chair", PreparePoll(ref=poll, item=item, question="?", **terms))
    sitting.do("chair", OpenPoll(poll=poll))
    for member, marked in {"an": choice, **others}.items():
        sitting.do(member, CastVote(poll=poll, choice=marked))
    sitting.do("chair", ClosePoll(poll=poll))


@pytest.mark.parametrize("profile", list(TRADITIONS))
def test_minutes_of_a_rehearsal_cannot_be_taken_for_others(profile: str) -> None:
    assert [line for line in lines(small(rehearsal=True, minutes=profile)) if "Rehearsal" in line or "Diễn tập" in line]


def test_minutes_tell_where_their_contents_come_from() -> None:
    assert [line for line in lines(small(source="An archive")) if "Source: An archive" in line]


@pytest.mark.parametrize("settings", [{"rules": Rules(absentees_vote=True)}, {"absentees_vote": True}])
def test_a_vote_of_absent_members_is_told_as_such(settings: Mapping[str, Any]) -> None:
    """By the standing orders; and by the profile, where old logs have it."""
    sitting = small(**settings)
    _called(sitting)
    _vote(sitting, "p", "yes")
    assert [line for line in lines(sitting) if "not recorded as present could vote too" in line]


def test_where_only_those_present_vote_nothing_is_said_of_others() -> None:
    sitting = small()
    _called(sitting)
    _vote(sitting, "p", "yes")
    assert not [line for line in lines(sitting) if "not recorded as present" in line]


def test_a_correction_of_what_is_hidden_names_the_entry_alone() -> None:
    sitting = eventful()
    hidden = next(said.stamp.position for said in sitting.saids if isinstance(said.event, MinuteWritten))
    sitting.do("lipinski", Correct(position=hidden, text="Nothing to see."))
    assert [line for line in lines(sitting) if line.startswith(f"To entry {hidden}, ")]


def test_an_item_without_deeds_does_not_hold_on_to_the_next() -> None:
    sitting = small()
    for ref in ("a", "b", "c"):
        sitting.do("chair", agenda.AddItem(ref=ItemId(ref), title=f"Item {ref}"))
    sitting.do("chair", proceedings.CallToOrder())
    sitting.do("chair", items_in_hand.StartItem(item=ItemId("a")))
    sitting.do("chair", items_in_hand.ConcludeItem(item=ItemId("a"), outcome="Done."))
    sitting.do("chair", proceedings.Adjourn())
    courses = [block for block in laid_out(sitting) if isinstance(block, Paragraph) and _is_course(block)]
    assert [one.style.keep_with_next for one in courses] == [True, False, False]


def _is_course(block: Paragraph) -> bool:
    return str(block.text).startswith(("Taken up", "Not taken up"))


def test_a_vote_that_was_prepared_for_what_was_adopted_by_consent_fell_away() -> None:
    sitting, roads = small(), ItemId("roads")
    sitting.do(None, agenda.AddItem(ref=roads, title="Roads", consent=True))
    asked = PreparePoll(ref=PollId("p"), item=roads, question="Q?", method="yes_no", secrecy=Secrecy.NAMED)
    sitting.do("chair", asked)
    sitting.do("chair", proceedings.CallToOrder())
    sitting.do("chair", AdoptConsent(items=(roads,)))
    text = "\n".join(lines(sitting))
    assert "by the consent agenda. The vote prepared on “Q?” fell away." in text
    assert "Not put to the vote" not in text


def test_who_voted_before_being_recused_is_not_said_to_have_taken_no_part() -> None:
    sitting, item = small(), ItemId("i")
    sitting.do("chair", agenda.AddItem(ref=item, title="Field"))
    sitting.do("chair", proceedings.CallToOrder())
    sitting.do("chair", roll_call.RecordAttendance(member=MemberId("an"), status=Status.PRESENT))
    sitting.do("chair", items_in_hand.StartItem(item=item))
    voted_on(sitting, "before", item)
    sitting.later(10)
    sitting.do("an", Recuse(item=item))
    assert "Took no part from 13:10 on, being recused: An" in lines(sitting)
    assert "Took no part, being recused: An" not in lines(sitting)


def voted_on(sitting: Sitting, ref: str, item: ItemId) -> None:
    terms: dict[str, Any] = {"question": f"{ref}?", "method": "yes_no_abstain", "secrecy": Secrecy.OPEN}
    sitting.do("chair", PreparePoll(ref=PollId(ref), item=item, **terms))
    sitting.do("chair", OpenPoll(poll=PollId(ref)))
    sitting.do("an", CastVote(poll=PollId(ref), choice="yes"))
    sitting.do("chair", ClosePoll(poll=PollId(ref)))
