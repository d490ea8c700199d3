"""Commands at random, sensible and senseless ones, for the properties that hold whatever people do."""

from typing import get_args

from hypothesis import strategies as st

from meetings.rules.admission import Admit
from meetings.rules.agenda import AddItem, MoveItem, RetitleItem, WithdrawItem
from meetings.rules.attendance import RollMethod, Status
from meetings.rules.authority import WHO_MAY
from meetings.rules.consensus import DeclareConsensus
from meetings.rules.consent import AdoptConsent, MarkConsent, TakeOut
from meetings.rules.corrections import Correct
from meetings.rules.division import DivideMotion
from meetings.rules.explanations import ExplainVote
from meetings.rules.floor import GiveFloor, MoveRequest, RequestFloor, RequestKind
from meetings.rules.hand_counts import EnterCounts
from meetings.rules.identity import ItemId, MemberId, MotionId, PaperId, PollId, Role
from meetings.rules.incidents import RecordIncident
from meetings.rules.interests import DeclareInterest, WithdrawInterest
from meetings.rules.items_in_hand import ConcludeItem, DeferItem, StartItem
from meetings.rules.joint_debate import JoinItems
from meetings.rules.meeting import AnyCommand
from meetings.rules.minute_book import AssignTask
from meetings.rules.moving import DropMotion, MoveAmendment, MoveMotion, OrderAmendments, SecondMotion, WithdrawMotion
from meetings.rules.papers import AttachPaper, Present, ReplacePaper, WithdrawPaper
from meetings.rules.points_of_order import RuleOnPoint, Verdict
from meetings.rules.poll_commands import (
    AddTime,
    CancelPoll,
    CastVote,
    ClosePoll,
    DeclareResult,
    HoldPoll,
    OpenPoll,
    PreparePoll,
    ResumePoll,
)
from meetings.rules.poll_terms import ByGroup, Method, Option, Secrecy
from meetings.rules.procedural_motions import MoveProcedural
from meetings.rules.proceedings import Adjourn, ChangeRecess, Suspend, TakeChair
from meetings.rules.proxies import EndProxy, GiveProxy
from meetings.rules.recusals import Recuse, WithdrawRecusal
from meetings.rules.repeats import NextRound, RepeatPoll
from meetings.rules.result_corrections import CorrectResult
from meetings.rules.roll_call import AnswerRoll, OpenRollCall, RecordAttendance, RecordAttendances
from meetings.rules.roll_call_vote import RecordAnswer, TakeBackAnswer
from meetings.rules.standing_orders import Procedure
from meetings.rules.substitution import EndSubstitution, Substitute
from meetings.rules.tally import Base, Fraction, Second
from meetings.rules.urgency import MoveUrgent
from tests.rules.council import BUDGET, DELEGATES, ITEMS, PEOPLE, ROADS, ROLES
from tests.rules.scenario import NOON, SERVER
from tests.rules.specimens import COMMANDS, RULING

ACTORS = st.sampled_from((*PEOPLE, *DELEGATES, "chair", "chair", "secretary", SERVER, "nobody"))
MEMBERS = st.sampled_from([MemberId(ref) for ref in (*PEOPLE, "hall", "zoe", "nobody")])
ITEM = st.sampled_from([*ITEMS, BUDGET, ItemId("new"), ItemId("nothing")])
POLLS = st.sampled_from([PollId(ref) for ref in ("p", "p", "p", "q", "c", "nothing")])
MOTIONS = st.sampled_from([MotionId(ref) for ref in ("motion", "other", "amendment", "closure")])
PAPERS = st.sampled_from([PaperId("paper"), PaperId("other")])
TEXTS = st.sampled_from(["x", "Biên bản", "", "\x00", "x" * 301, "x" * 20_001])
NUMBERS = st.one_of(st.none(), st.sampled_from([-1, 0, 1, 2, 30, 2**53, 10**40]))
DIGESTS = st.sampled_from(["1" * 64, "2" * 64])
MARKS = st.sampled_from(["yes", "no", "abstain", "a", "b", "z"])
OPTIONS = (Option("a", "A"), Option("b", "B"), Option("c", "C"))
FRACTIONS = st.builds(Fraction, st.integers(-1, 4), st.integers(-1, 4), st.booleans())

QUESTIONS = st.one_of(
    st.builds(
        PreparePoll,
        ref=st.sampled_from([PollId("q"), PollId("c"), PollId("d")]),
        item=st.just(BUDGET),
        question=st.just("Shall it be adopted?"),
        method=st.sampled_from(["yes_no", "yes_no_abstain"]),
        secrecy=st.sampled_from(Secrecy),
        majority=st.sampled_from(["simple", "absolute", "relative", Fraction(2, 3)]),
        base=st.sampled_from(Base),
        tie=st.sampled_from([None, "lot"]),
        motion=st.sampled_from([*[None] * 6, MotionId("motion")]),
        turnout=st.sampled_from([None, Fraction(1, 4)]),
    ),
    st.builds(
        PreparePoll,
        ref=st.sampled_from([PollId("q"), PollId("c"), PollId("d")]),
        item=st.just(BUDGET),
        question=st.just("Who shall it be?"),
        method=st.just("choose"),
        secrecy=st.sampled_from(Secrecy),
        options=st.just(OPTIONS),
        seats=st.integers(1, 2),
        tie=st.sampled_from([None, "lot"]),
    ),
    st.builds(
        PreparePoll,
        ref=st.sampled_from([PollId("q"), PollId("c"), PollId("d")]),
        item=st.just(BUDGET),
        question=st.just("Whom would you rather have?"),
        method=st.just("ranked"),
        secrecy=st.sampled_from([Secrecy.OPEN, Secrecy.NAMED, Secrecy.CONFIDENTIAL]),
        base=st.sampled_from([None, Base.CAST]),
        options=st.just(OPTIONS),
        tie=st.sampled_from([None, "second"]),
    ),
)
PREPARED = st.builds(
    PreparePoll,
    ref=POLLS,
    item=ITEM,
    question=st.just("Shall it be adopted?"),
    method=st.sampled_from(get_args(Method)),
    secrecy=st.sampled_from(Secrecy),
    majority=st.one_of(st.none(), st.sampled_from(["simple", "absolute", "relative"]), FRACTIONS),
    base=st.one_of(st.none(), st.sampled_from(Base)),
    options=st.sampled_from([(), OPTIONS]),
    maximum=st.integers(0, 3),
    seats=st.integers(1, 2),
    electorate=st.one_of(st.none(), st.just(ByGroup("left")), st.lists(MEMBERS, max_size=4).map(tuple)),
    tie=st.sampled_from([None, "chair", "lot", "second"]),
    turnout=st.one_of(st.none(), FRACTIONS),
    second=st.sampled_from([None, None, Second(), Second(groups=("left",)), Second(groups=("nowhere",))]),
    by=st.sampled_from([None, None, "tablet", "hands", "paper", "voice"]),
)
VOTES = st.builds(
    CastVote,
    poll=POLLS,
    choice=st.one_of(MARKS, st.lists(MARKS, max_size=3).map(tuple)),
    voter=st.one_of(st.none(), st.none(), MEMBERS),
)
VOTING = st.one_of(
    PREPARED,
    st.builds(OpenPoll, poll=POLLS, closes_in_s=NUMBERS),
    *(
        st.builds(kind, poll=POLLS)
        for kind in (OpenPoll, HoldPoll, ResumePoll, ClosePoll, DeclareResult, RepeatPoll, NextRound)
    ),
    st.builds(
        EnterCounts,
        poll=POLLS,
        tally=st.dictionaries(MARKS, st.integers(-1, 4), max_size=4),
        ballots=st.one_of(st.none(), st.integers(-1, 8)),
        invalid=st.integers(-1, 2),
    ),
    *(
        st.builds(
            kind,
            item=st.one_of(st.none(), ITEM),
            poll=st.one_of(st.none(), POLLS),
            member=st.one_of(st.none(), MEMBERS),
        )
        for kind in (Recuse, WithdrawRecusal)
    ),
    st.builds(ExplainVote, poll=POLLS, text=TEXTS),
    st.builds(DeclareInterest, item=ITEM, text=TEXTS, member=st.one_of(st.none(), MEMBERS)),
    st.builds(WithdrawInterest, item=ITEM, member=st.one_of(st.none(), MEMBERS)),
    st.builds(
        RecordAnswer,
        poll=POLLS,
        member=MEMBERS,
        answer=st.sampled_from(["yes", "no", "abstain", "absent", "pass", "z"]),
    ),
    st.builds(TakeBackAnswer, poll=POLLS, member=MEMBERS),
    st.builds(AddTime, poll=POLLS, seconds=NUMBERS.map(lambda seconds: seconds or 0)),
    st.builds(CancelPoll, poll=POLLS, reason=TEXTS),
    st.builds(
        CorrectResult,
        poll=POLLS,
        reason=TEXTS,
        votes=st.dictionaries(MEMBERS, st.one_of(MARKS, st.lists(MARKS, max_size=2).map(tuple)), max_size=3),
    ),
    st.builds(CorrectResult, poll=POLLS, reason=TEXTS, tally=st.dictionaries(MARKS, st.integers(-1, 4), max_size=4)),
)
PROXIES = st.one_of(
    st.builds(GiveProxy, proxy=MEMBERS),
    st.builds(GiveProxy, member=MEMBERS, proxy=MEMBERS, authority=st.sampled_from(["a letter", ""])),
    st.builds(EndProxy, member=st.one_of(st.none(), MEMBERS)),
)
SEATING = st.one_of(
    st.builds(Substitute, member=MEMBERS, name=st.sampled_from(["Zoë", "Cường"])),
    st.builds(EndSubstitution, member=MEMBERS),
)
PAPERWORK = st.one_of(
    st.builds(AttachPaper, ref=PAPERS, item=st.just(BUDGET), sha256=st.just("1" * 64), title=st.just("x")),
    st.builds(ReplacePaper, paper=PAPERS, sha256=DIGESTS),
    st.builds(WithdrawPaper, paper=PAPERS),
    st.builds(RetitleItem, item=ITEM, title=st.sampled_from(["x", "Biên bản"])),
)
BUSINESS = st.one_of(
    st.builds(DeclareConsensus, item=ITEM, text=TEXTS, objections=st.lists(MEMBERS, max_size=2).map(tuple), poll=POLLS),
    st.builds(Admit, ref=st.just(MemberId("zoe")), name=TEXTS, role=st.sampled_from(Role), votes=NUMBERS),
    st.builds(OpenRollCall, method=st.sampled_from(RollMethod)),
    st.builds(AnswerRoll, code=TEXTS),
    st.builds(RecordAttendance, member=MEMBERS, status=st.sampled_from(Status), reason=st.one_of(st.none(), TEXTS)),
    st.builds(RecordAttendance, member=MEMBERS, status=st.sampled_from(Status), late=st.booleans()),
    st.builds(Substitute, member=MEMBERS, name=TEXTS),
    st.builds(EndSubstitution, member=MEMBERS),
    PROXIES,
    st.builds(RecordAttendances, members=st.lists(MEMBERS).map(tuple), status=st.sampled_from(Status)),
    st.builds(TakeChair, member=MEMBERS),
    st.builds(Suspend, until=st.one_of(NUMBERS, st.just(NOON * 2))),
    st.builds(ChangeRecess, until=st.one_of(NUMBERS, st.just(NOON * 3))),
    st.builds(
        RecordIncident,
        text=TEXTS,
        item=st.one_of(st.none(), ITEM),
        happened_at=st.one_of(NUMBERS, st.just(NOON)),
        private=st.booleans(),
    ),
    st.builds(JoinItems, items=st.lists(ITEM, max_size=2).map(tuple)),
    st.builds(
        MoveUrgent,
        ref=st.sampled_from([ItemId("new"), ItemId("u"), BUDGET]),
        title=TEXTS,
        reason=st.one_of(st.none(), TEXTS),
    ),
    st.builds(DeferItem, item=ITEM, until=st.one_of(st.none(), TEXTS)),
    st.builds(MarkConsent, item=ITEM, consent=st.booleans()),
    st.builds(TakeOut, item=ITEM, member=st.one_of(st.none(), MEMBERS)),
    st.builds(AdoptConsent, items=st.lists(ITEM, max_size=2).map(tuple)),
    st.builds(AddItem, consent=st.booleans(), ref=ITEM, title=TEXTS, after=st.one_of(st.none(), ITEM), minutes=NUMBERS),
    st.builds(RetitleItem, item=ITEM, title=TEXTS),
    st.builds(MoveItem, item=ITEM, after=st.one_of(st.none(), ITEM)),
    *(st.builds(kind, item=ITEM) for kind in (StartItem, ConcludeItem, DeferItem, WithdrawItem)),
    st.builds(RequestFloor, kind=st.sampled_from(RequestKind)),
    st.builds(GiveFloor, member=MEMBERS, limit_s=NUMBERS, kind=st.one_of(st.none(), st.sampled_from(RequestKind))),
    st.builds(MoveRequest, member=MEMBERS, after=st.one_of(st.none(), MEMBERS)),
    st.builds(RuleOnPoint, ref=st.just(RULING), member=MEMBERS, ruling=st.sampled_from(Verdict), reason=TEXTS),
    st.builds(MoveMotion, ref=MOTIONS, item=ITEM, text=TEXTS),
    *(st.builds(kind, motion=MOTIONS) for kind in (SecondMotion, WithdrawMotion)),
    st.builds(MoveAmendment, ref=MOTIONS, motion=MOTIONS, text=TEXTS),
    st.builds(OrderAmendments, motion=MOTIONS, amendments=st.lists(MOTIONS, max_size=3).map(tuple)),
    st.builds(DivideMotion, motion=MOTIONS, parts=st.lists(TEXTS, min_size=2, max_size=3).map(tuple)),
    st.builds(DivideMotion, motion=MOTIONS, parts=st.just(("a", "b")), ref=st.just(PollId("part"))),
    st.builds(DropMotion, motion=MOTIONS, reason=TEXTS),
    st.builds(MoveProcedural, ref=MOTIONS, kind=st.sampled_from(Procedure), text=st.one_of(st.none(), TEXTS)),
    st.builds(OpenPoll, poll=MOTIONS.map(PollId)),
    st.builds(AttachPaper, ref=PAPERS, item=st.just(ROADS), sha256=DIGESTS, title=TEXTS),
    st.builds(ReplacePaper, paper=PAPERS, sha256=DIGESTS),
    st.builds(WithdrawPaper, paper=PAPERS),
    st.builds(Present, paper=PAPERS, version=st.integers(0, 2), page=st.integers(0, 2)),
    st.builds(AssignTask, item=ITEM, text=TEXTS, to=st.one_of(st.none(), MEMBERS), due=st.one_of(st.none(), TEXTS)),
    st.builds(Correct, position=st.sampled_from([0, 1, 5, 2**60]), text=TEXTS),
)
OFTEN = [command for command in COMMANDS if not isinstance(command, Adjourn | Suspend)]
ANY: st.SearchStrategy[AnyCommand] = st.one_of(
    VOTES, VOTING, BUSINESS, *[st.sampled_from(OFTEN)] * 3, st.sampled_from(COMMANDS)
)
Step = tuple[str | None, AnyCommand, int]
"""Who gives which command, and how many seconds pass before."""


@st.composite
def steps(draw: st.DrawFn) -> Step:
    """A command, most often by somebody who may give it."""
    command = draw(ANY)
    roles = WHO_MAY[type(command)].roles
    proper = [ref for ref in PEOPLE if ROLES.get(ref, Role.DELEGATE) in roles] or [SERVER]
    actor = draw(st.one_of(ACTORS, *[st.sampled_from(proper)] * 3))
    return actor, command, draw(st.sampled_from([0, 0, 1, 40]))


NOISE = st.lists(steps(), max_size=8)


@st.composite
def polls(draw: st.DrawFn) -> list[Step]:
    """A poll from its question to its result, if nothing comes between; and something usually does."""
    question = draw(QUESTIONS)
    ref = question.ref or PollId("p")
    marks: st.SearchStrategy[str | tuple[str, ...]] = st.sampled_from(
        ["yes", "no", "abstain"] if question.options == () else ["a", "b", "c"]
    )
    if question.method == "ranked":
        marks = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, unique=True).map(tuple)
    voters = draw(st.lists(st.sampled_from([*DELEGATES, "chair", "vice"]), max_size=9))
    votes: list[Step] = [(voter, CastVote(poll=ref, choice=draw(marks)), 1) for voter in voters]
    if question.secrecy is Secrecy.ANALOG:
        options = (
            ("a", "b", "c")
            if question.method == "choose"
            else ("yes", "no", "abstain", "blank")[: draw(st.integers(2, 4))]
        )
        votes = [("secretary", EnterCounts(poll=ref, tally={option: draw(st.integers(0, 2)) for option in options}), 1)]
    first: AnyCommand = draw(st.sampled_from([StartItem(item=BUDGET), CancelPoll(poll=PollId("p"), reason="x")]))
    return [
        ("chair", first, 0),
        ("chair", question, 0),
        ("chair", OpenPoll(poll=ref, closes_in_s=draw(st.sampled_from([None, 30]))), 0),
        *votes,
        *draw(NOISE),
        ("chair", ClosePoll(poll=ref), 0),
    ]


STEPS = st.lists(st.one_of(NOISE, polls()), max_size=8).map(lambda parts: [step for part in parts for step in part])
