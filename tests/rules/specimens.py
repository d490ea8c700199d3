"""One command of every kind, on the council of `council`."""

from meetings.rules.admission import Admit
from meetings.rules.agenda import AddItem, MoveItem, RetitleItem, WithdrawItem
from meetings.rules.attendance import RollMethod, Status
from meetings.rules.consensus import DeclareConsensus
from meetings.rules.consent import AdoptConsent, MarkConsent, TakeOut
from meetings.rules.corrections import Correct, RecordSignature
from meetings.rules.division import DivideMotion
from meetings.rules.explanations import ExplainVote
from meetings.rules.floor import (
    CloseList,
    EndSpeech,
    GiveFloor,
    MoveRequest,
    OpenList,
    RequestFloor,
    WithdrawRequest,
    YieldFloor,
)
from meetings.rules.hand_counts import EnterCounts
from meetings.rules.identity import LogId, MemberId, MotionId, PaperId, Role, RulingId
from meetings.rules.incidents import RecordIncident
from meetings.rules.interests import DeclareInterest, WithdrawInterest
from meetings.rules.items_in_hand import ConcludeItem, DeferItem, StartItem
from meetings.rules.joint_debate import JoinItems, PartItems
from meetings.rules.meeting import AnyCommand
from meetings.rules.minute_book import AssignTask, RecordDecision, WriteMinute
from meetings.rules.moving import (
    DropMotion,
    MoveAmendment,
    MoveMotion,
    OrderAmendments,
    RestateAmendment,
    SecondMotion,
    WithdrawMotion,
)
from meetings.rules.papers import AttachPaper, Present, ReplacePaper, WithdrawPaper
from meetings.rules.points_of_order import Appeal, RuleOnPoint, Verdict
from meetings.rules.poll_commands import (
    AddTime,
    CancelPoll,
    CastVote,
    ClosePoll,
    DeclareResult,
    HoldPoll,
    OpenPoll,
    ResumePoll,
)
from meetings.rules.procedural_motions import MoveProcedural
from meetings.rules.proceedings import (
    Adjourn,
    Announce,
    CallToOrder,
    ChangeRecess,
    ConveneMeeting,
    Resume,
    Suspend,
    TakeChair,
)
from meetings.rules.proxies import EndProxy, GiveProxy
from meetings.rules.putting import PutMotion
from meetings.rules.recusals import Recuse, WithdrawRecusal
from meetings.rules.repeats import NextRound, RepeatPoll
from meetings.rules.restorations import RestoreRecord
from meetings.rules.result_corrections import CorrectResult
from meetings.rules.roll_call import (
    AnswerRoll,
    CloseRollCall,
    Leave,
    OpenRollCall,
    RecordAttendance,
    RecordAttendances,
    ReturnToMeeting,
)
from meetings.rules.roll_call_vote import RecordAnswer, TakeBackAnswer
from meetings.rules.standing_orders import Procedure
from meetings.rules.substitution import EndSubstitution, Substitute
from meetings.rules.urgency import MoveUrgent
from tests.rules.council import BUDGET, NO_QUORUM, POLL, PROFILE, ROADS, question
from tests.rules.scenario import NOON

ANA, VICE = MemberId("ana"), MemberId("vice")
MOTION, PAPER, RULING = MotionId("motion"), PaperId("paper"), RulingId("ruling")

COMMANDS: tuple[AnyCommand, ...] = (
    ConveneMeeting(profile=PROFILE, quorum=NO_QUORUM),
    CallToOrder(),
    Suspend(),
    ChangeRecess(until=NOON * 2),
    Resume(),
    Adjourn(),
    TakeChair(member=VICE),
    Announce(text="Coffee"),
    Admit(name="Zoë", role=Role.OBSERVER),
    OpenRollCall(method=RollMethod.CALL),
    CloseRollCall(),
    RecordAttendance(member=ANA, status=Status.PRESENT),
    RecordAttendances(members=(ANA, VICE), status=Status.PRESENT),
    Substitute(member=ANA, name="Zoë"),
    EndSubstitution(member=ANA),
    GiveProxy(member=ANA, proxy=VICE, authority="letter of 3 March"),
    EndProxy(member=ANA),
    AnswerRoll(code="22222222"),
    Leave(),
    ReturnToMeeting(),
    AddItem(title="Any other business"),
    RetitleItem(item=BUDGET, title="The new budget"),
    MoveItem(item=ROADS, after=None),
    WithdrawItem(item=ROADS),
    MarkConsent(item=ROADS, consent=True),
    TakeOut(item=ROADS),
    AdoptConsent(items=(ROADS,)),
    JoinItems(items=(ROADS,)),
    PartItems(),
    MoveUrgent(title="Flood relief"),
    StartItem(item=ROADS),
    ConcludeItem(item=BUDGET),
    DeferItem(item=BUDGET),
    RequestFloor(),
    WithdrawRequest(),
    MoveRequest(member=ANA, after=None),
    GiveFloor(member=ANA),
    EndSpeech(),
    YieldFloor(),
    OpenList(),
    CloseList(),
    MoveMotion(ref=MOTION, item=BUDGET, text="More trams"),
    MoveAmendment(ref=MotionId("amendment"), motion=MOTION, text="More trams and buses"),
    RestateAmendment(motion=MotionId("amendment"), text="More trams or buses"),
    MoveProcedural(ref=MotionId("closure"), kind=Procedure.CLOSE_DEBATE),
    OrderAmendments(motion=MOTION, amendments=(MotionId("amendment"),)),
    DivideMotion(motion=MOTION, parts=("More", "trams")),
    DropMotion(motion=MOTION, reason="Nobody seconds it"),
    SecondMotion(motion=MOTION),
    WithdrawMotion(motion=MOTION),
    RuleOnPoint(ref=RULING, member=ANA, ruling=Verdict.SUSTAINED, reason="The bell rang"),
    Appeal(ruling=RULING),
    PutMotion(motion=MOTION),
    question(),
    OpenPoll(poll=POLL),
    HoldPoll(poll=POLL),
    ResumePoll(poll=POLL),
    AddTime(poll=POLL, seconds=60),
    EnterCounts(poll=POLL, tally={"yes": 3, "no": 2, "abstain": 0}),
    RepeatPoll(poll=POLL),
    NextRound(poll=POLL),
    RecordAnswer(poll=POLL, member=ANA, answer="yes"),
    TakeBackAnswer(poll=POLL, member=ANA),
    Recuse(item=BUDGET),
    WithdrawRecusal(item=BUDGET),
    ExplainVote(poll=POLL, text="The roads come first"),
    DeclareInterest(item=BUDGET, text="My brother owns the land"),
    WithdrawInterest(item=BUDGET),
    ClosePoll(poll=POLL),
    DeclareResult(poll=POLL),
    CancelPoll(poll=POLL, reason="power cut"),
    CorrectResult(poll=POLL, reason="misheard", votes={ANA: "no"}),
    DeclareConsensus(item=BUDGET, text="The budget is adopted"),
    CastVote(poll=POLL, choice="yes"),
    AttachPaper(ref=PAPER, item=BUDGET, sha256="1" * 64, title="The plan"),
    ReplacePaper(paper=PAPER, sha256="2" * 64),
    WithdrawPaper(paper=PAPER),
    Present(paper=PAPER, version=1, page=1),
    WriteMinute(item=BUDGET, text="tired"),
    RecordDecision(item=BUDGET, text="Adopted"),
    AssignTask(item=BUDGET, text="Report"),
    RecordIncident(text="The fire alarm rang"),
    Correct(position=1, text="48th"),
    RecordSignature(member=MemberId("chair"), covers=1, sha256="ab" * 32),
    RestoreRecord(taken_at=0, by="Ms Lind", beginning=LogId("ab" * 32)),
)
