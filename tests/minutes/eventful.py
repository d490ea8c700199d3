"""A small council's sitting in which every kind of event happens at least once, with a canary in every hidden field."""

from datetime import UTC, datetime

from meetings.rules import (
    admission,
    agenda,
    corrections,
    floor,
    items_in_hand,
    minute_book,
    moving,
    papers,
    poll_commands,
    poll_terms,
    proceedings,
    roll_call,
)
from meetings.rules.agenda import ItemKind
from meetings.rules.attendance import RollMethod, Status
from meetings.rules.consensus import DeclareConsensus
from meetings.rules.floor import RequestKind
from meetings.rules.hand_counts import EnterCounts
from meetings.rules.identity import ItemId, LogId, MemberId, MotionId, PaperId, PollId, Role
from meetings.rules.poll_terms import Option, Secrecy
from meetings.rules.proceedings import Profile
from meetings.rules.proxies import EndProxy, GiveProxy
from meetings.rules.quorum import QuorumRule
from meetings.rules.recusals import Recuse, WithdrawRecusal
from meetings.rules.repeats import RepeatPoll
from meetings.rules.restorations import RestoreRecord
from meetings.rules.result_corrections import CorrectResult
from meetings.rules.roll_call_vote import RecordAnswer, TakeBackAnswer
from meetings.rules.standing_orders import Rules
from meetings.rules.substitution import EndSubstitution, Substitute
from meetings.rules.tally import Base, Fraction, Second
from tests.minutes.conduct import CANARY, conduct
from tests.minutes.debate import debate
from tests.minutes.order_of_business import order_of_business
from tests.minutes.sitting import SECOND, Sitting, digest

BEGINS = round(datetime(2026, 12, 10, 12, 30, tzinfo=UTC).timestamp()) * SECOND
CANARIES = ("canary-of-absence", "canary-of-notes", "canary-of-recusal", CANARY)
HALF = QuorumRule(kind="fraction", num=1, den=2, strict=True)
MEMBERS = (
    ("halvorsen", "Dr Ingrid Halvorsen", Role.CHAIR, 1, "President"),
    ("dvorakova", "Jiřina Dvořáková", Role.VICE_CHAIR, 2, "Vice-President"),
    ("lipinski", "Tomasz Lipiński", Role.SECRETARY, 0, "Secretary of the Council"),
    ("hanh", "Nguyễn Thị Minh Hạnh", Role.DELEGATE, 3, "Mayor of Port Linde"),
    ("olga", "Ольга Степаненко", Role.DELEGATE, 1, None),
    ("cohen", "עדנה כהן", Role.DELEGATE, 1, None),
    ("bruyere", "Éléonore de la Bruyère-Châtelain", Role.DELEGATE, 1, "Saint-Aubert"),
    ("bao", "Đặng Quốc Bảo", Role.DELEGATE, 1, None),
    ("absent", "Giulia D’Annunzio-Ferri", Role.DELEGATE, 1, None),
    ("excused", "Zsófia Hőgyes", Role.DELEGATE, 1, None),
    ("guest", "Данияр Асанов", Role.OBSERVER, 0, "Совет Ак-Сайского района"),
    ("hall", "Hall display", Role.DISPLAY, 0, None),
)
ITEMS = (
    ("opening", "Opening and agenda", ItemKind.DECISION),
    ("budget", "Budget for 2027", ItemKind.DECISION),
    ("buses", "Bus network", ItemKind.INFORMATION),
    ("elections", "Elections", ItemKind.ELECTION),
    ("roads", "Report on roads", ItemKind.INFORMATION),
    ("flags", "Flags", ItemKind.DECISION),
    ("other", "Any other business", ItemKind.INFORMATION),
)


def eventful(language: str = "en", minutes: str = "parliamentary") -> Sitting:
    """The whole sitting, up to a correction after its close."""
    sitting = Sitting(BEGINS)
    _convene(
        sitting,
        Profile(
            title="47th meeting",
            body="Regional Council of the Three Rivers",
            place="Council Hall, Aldenhaven",
            starts_at=BEGINS + 30 * 60 * SECOND,
            offset=60,
            language=language,
            minutes=minutes,
        ),
    )
    for stage in (
        _open,
        _adopt_agenda,
        _debate_budget,
        _vote_on_budget,
        _pass_the_chair,
        _elect,
        debate,
        order_of_business,
        conduct,
        _close,
    ):
        sitting.later(5)
        stage(sitting)
    return sitting


def _convene(sitting: Sitting, profile: Profile) -> None:
    rules = Rules(
        roll_call_start="lot",
        substitutes=True,
        proxies=1,
        speech_limit_s=300,
        member_limit_s=600,
        group_limit_s=900,
        explanation_chars=500,
    )
    sitting.do(None, proceedings.ConveneMeeting(profile=profile, quorum=HALF, rules=rules))
    for ref, name, role, votes, title in MEMBERS:
        group = "Cities" if ref in ("hanh", "olga") else None
        member = admission.Admit(ref=MemberId(ref), name=name, role=role, votes=votes, title=title, group=group)
        sitting.do(None, member)
    sitting.do(None, proceedings.TakeChair(member=MemberId("halvorsen")))
    for ref, title, kind in ITEMS:
        sitting.do(None, agenda.AddItem(ref=ItemId(ref), title=title, kind=kind))
    _attach(sitting, "notice", "opening", "Notice of meeting")
    _attach(sitting, "draft", "budget", "Draft budget for 2027")
    _attach(sitting, "letter", "budget", "Letter of the auditor")
    sitting.later(25)


def _attach(sitting: Sitting, ref: str, item: str, title: str) -> None:
    paper = papers.AttachPaper(ref=PaperId(ref), item=ItemId(item), sha256=digest(ref), title=title)
    sitting.do("lipinski", paper)


def _mark(sitting: Sitting, member: str, status: Status, reason: str | None = None) -> None:
    sitting.do("lipinski", roll_call.RecordAttendance(member=MemberId(member), status=status, reason=reason))


def _open(sitting: Sitting) -> None:
    sitting.do("halvorsen", proceedings.CallToOrder())
    sitting.do("lipinski", roll_call.OpenRollCall(method=RollMethod.CODE))
    for member in ("halvorsen", "dvorakova", "hanh", "olga", "cohen", "bruyere", "guest"):
        _mark(sitting, member, Status.PRESENT)
    _mark(sitting, "excused", Status.EXCUSED, reason=CANARIES[0])
    sitting.do("lipinski", roll_call.CloseRollCall())
    sitting.do("halvorsen", proceedings.Announce(text="Please switch off all telephones."))
    _speak(sitting, "guest", RequestKind.SPEAK, 2)


def _speak(sitting: Sitting, member: str, kind: RequestKind, minutes: float) -> None:
    if member != "guest":
        sitting.do(member, floor.RequestFloor(kind=kind))
    sitting.do("halvorsen", floor.GiveFloor(member=MemberId(member)))
    sitting.later(minutes)
    sitting.do("halvorsen", floor.EndSpeech())


def _start(sitting: Sitting, item: str) -> None:
    sitting.do(_presiding(sitting), items_in_hand.StartItem(item=ItemId(item)))


def _presiding(sitting: Sitting) -> str:
    return sitting.meeting.sitting.presiding or ""


def _poll(sitting: Sitting, ref: str, item: str, question: str, **further: object) -> None:
    terms = {"method": "yes_no_abstain", "secrecy": Secrecy.NAMED, "majority": "simple", "base": Base.YES_NO, **further}
    sitting.do("lipinski", poll_commands.PreparePoll(ref=PollId(ref), item=ItemId(item), question=question, **terms))  # pyright: ignore[reportArgumentType]  # fields by name


def _vote(sitting: Sitting, ref: str, votes: str) -> None:
    """Open the poll, vote as `member=choice, member=choice` says, close it and declare the result."""
    chair, poll = _presiding(sitting), PollId(ref)
    sitting.do(chair, poll_commands.OpenPoll(poll=poll))
    _cast(sitting, ref, votes)
    sitting.later(1)
    sitting.do(chair, poll_commands.ClosePoll(poll=poll))
    sitting.do(chair, poll_commands.DeclareResult(poll=poll))
    sitting.later(1)


def _cast(sitting: Sitting, ref: str, votes: str) -> None:
    for vote in filter(None, votes.split(", ")):
        member, choice = vote.split("=")
        chosen = tuple(choice.split("+")) if "+" in choice else choice
        sitting.do(member, poll_commands.CastVote(poll=PollId(ref), choice=chosen))


def _adopt_agenda(sitting: Sitting) -> None:
    sitting.do("halvorsen", agenda.AddItem(ref=ItemId("urgent"), title="Flood relief", after=ItemId("opening")))
    sitting.do("halvorsen", agenda.RetitleItem(item=ItemId("buses"), title="Bus network 2027–2031"))
    sitting.do("halvorsen", agenda.MoveItem(item=ItemId("buses"), after=ItemId("elections")))
    sitting.do("halvorsen", agenda.WithdrawItem(item=ItemId("flags")))
    _start(sitting, "opening")
    _poll(sitting, "agenda", "opening", "Shall the agenda be adopted?", secrecy=Secrecy.OPEN)
    _vote(sitting, "agenda", "hanh=yes, olga=yes, cohen=yes, bruyere=yes, dvorakova=yes, halvorsen=yes")
    sitting.do("lipinski", minute_book.RecordDecision(item=ItemId("opening"), text="The agenda is adopted."))
    sitting.do("olga", floor.RequestFloor())
    sitting.do(
        "halvorsen", items_in_hand.ConcludeItem(item=ItemId("opening"), outcome="Adopted without a dissenting vote")
    )


def _debate_budget(sitting: Sitting) -> None:
    _start(sitting, "budget")
    _mark(sitting, "bao", Status.PRESENT)
    sitting.do("lipinski", papers.ReplacePaper(paper=PaperId("draft"), sha256=digest("draft 2")))
    sitting.do("lipinski", papers.WithdrawPaper(paper=PaperId("letter")))
    sitting.do("lipinski", papers.Present(paper=PaperId("draft"), version=2, page=1))
    _speak(sitting, "hanh", RequestKind.SPEAK, 4)
    _speak(sitting, "olga", RequestKind.POINT_OF_ORDER, 0.5)
    _speak(sitting, "cohen", RequestKind.REPLY, 1.7)
    sitting.do("hanh", floor.RequestFloor())
    sitting.do("hanh", floor.WithdrawRequest())
    sitting.do("halvorsen", floor.CloseList())
    sitting.do("halvorsen", floor.OpenList())
    move = moving.MoveMotion
    sitting.do("hanh", move(ref=MotionId("m1"), item=ItemId("budget"), text="That 600,000 go to the roads."))
    sitting.do("olga", moving.SecondMotion(motion=MotionId("m1")))
    sitting.do("bruyere", moving.SecondMotion(motion=MotionId("m1")))
    sitting.do("cohen", move(ref=MotionId("m2"), item=ItemId("budget"), text="[poll budget: yes 99; adopted]"))
    sitting.do("cohen", moving.WithdrawMotion(motion=MotionId("m2")))
    sitting.do("lipinski", minute_book.WriteMinute(item=ItemId("budget"), text=CANARIES[1]))
    sitting.do("bruyere", roll_call.Leave())
    sitting.do("halvorsen", proceedings.Suspend(until=sitting.now + 600 * SECOND))
    sitting.later(12)
    sitting.do("halvorsen", proceedings.Resume())
    sitting.do("bruyere", roll_call.ReturnToMeeting())


def _vote_on_budget(sitting: Sitting) -> None:
    _poll(sitting, "amendment", "budget", "Shall the motion be adopted?", tie="chair")
    _vote(
        sitting, "amendment", "hanh=yes, olga=abstain, cohen=no, dvorakova=no, bao=no, halvorsen=yes, bruyere=abstain"
    )
    _poll(sitting, "budget", "budget", "Shall the budget be adopted?", majority=Fraction(2, 3), base=Base.CAST)
    chair = "halvorsen"
    sitting.do(chair, poll_commands.OpenPoll(poll=PollId("budget"), closes_in_s=600))
    sitting.do(chair, poll_commands.AddTime(poll=PollId("budget"), seconds=60))
    _cast(sitting, "budget", "hanh=no, olga=yes, cohen=yes")
    sitting.do(chair, poll_commands.HoldPoll(poll=PollId("budget")))
    sitting.later(2)
    sitting.do(chair, poll_commands.ResumePoll(poll=PollId("budget")))
    _cast(sitting, "budget", "hanh=yes, dvorakova=no, bao=no, bruyere=yes, halvorsen=abstain")
    sitting.do(chair, poll_commands.ClosePoll(poll=PollId("budget")))
    _poll(sitting, "again", "budget", "Shall the vote be repeated?")
    sitting.do(chair, poll_commands.OpenPoll(poll=PollId("again")))
    _cast(sitting, "again", "hanh=yes")
    sitting.do(chair, poll_commands.CancelPoll(poll=PollId("again"), reason="The question was put by mistake."))
    _poll(sitting, "never", "budget", "Shall the council wait?")
    spared = poll_commands.PreparePoll(
        ref=PollId("spared"),
        item=ItemId("budget"),
        question="Shall the auditor be thanked?",
        method="yes_no",
        secrecy=Secrecy.OPEN,
    )
    sitting.do("lipinski", spared)
    thanks = DeclareConsensus(item=ItemId("budget"), text="The auditor is thanked.", poll=PollId("spared"))
    sitting.do(chair, thanks)
    objected = (MemberId("olga"), MemberId("cohen"))
    agreed = DeclareConsensus(item=ItemId("budget"), text="The roads come first.", objections=objected)
    sitting.do(chair, agreed)
    task = minute_book.AssignTask(
        item=ItemId("budget"), text="Publish the budget", to=MemberId("olga"), due="2026-12-31"
    )
    sitting.do("lipinski", task)
    sitting.do("lipinski", minute_book.AssignTask(item=ItemId("budget"), text="Thank the auditor"))


def _pass_the_chair(sitting: Sitting) -> None:
    sitting.do("halvorsen", items_in_hand.DeferItem(item=ItemId("roads")))
    _start(sitting, "buses")
    sitting.do("halvorsen", proceedings.Announce(text="The map hangs in the foyer."))
    sitting.do("halvorsen", proceedings.TakeChair(member=MemberId("dvorakova")))
    sitting.do(
        "dvorakova",
        poll_commands.PreparePoll(
            ref=PollId("cities"),
            item=ItemId("buses"),
            question="Which line first?",
            method="choose",
            secrecy=Secrecy.OPEN,
            options=(Option("n1", "Night bus N1"), Option("n2", "Night bus N2")),
            electorate=poll_terms.ByGroup("Cities"),
            tie="lot",
        ),
    )
    _vote(sitting, "cities", "olga=n1")
    for member in ("hanh", "olga", "cohen", "bruyere"):
        _mark(sitting, member, Status.LEFT)
    sitting.later(3)
    for member in ("hanh", "olga", "cohen"):
        _mark(sitting, member, Status.PRESENT)


def _elect(sitting: Sitting) -> None:
    _start(sitting, "elections")
    three = ("olga", "cohen", "bao")
    options = (Option("anna", "Anna Kern"), Option("ben", "Ben Ólafsson"), Option("zoe", "Zoë Okafor"))
    refs = tuple(map(MemberId, three))
    further = {"method": "choose", "majority": None, "base": None, "options": options, "electorate": refs}
    _poll(sitting, "board", "elections", "Who?", secrecy=Secrecy.CONFIDENTIAL, seats=2, maximum=2, tie="lot", **further)
    _vote(sitting, "board", "olga=anna+ben, cohen=anna+zoe, bao=anna")
    _poll(sitting, "confirm", "elections", "Shall she be confirmed?", secrecy=Secrecy.CONFIDENTIAL, electorate=refs)
    _vote(sitting, "confirm", "olga=yes, cohen=no")
    _rank(sitting, (*options, Option("emil", "Emil Čech")))
    _start(sitting, "budget")
    in_room = {"secrecy": Secrecy.ANALOG, "turnout": Fraction(1, 2)}
    _poll(sitting, "hands", "budget", "Shall the budget be printed?", **in_room)
    chair, hands = _presiding(sitting), PollId("hands")
    sitting.do(chair, poll_commands.OpenPoll(poll=hands))
    counts = EnterCounts(poll=hands, tally={"yes": 4, "no": 1, "abstain": 1}, invalid=1)
    sitting.do("lipinski", counts)
    sitting.do(chair, poll_commands.ClosePoll(poll=hands))
    sitting.do(chair, poll_commands.DeclareResult(poll=hands))
    sitting.do("lipinski", RepeatPoll(poll=PollId("again"), ref=PollId("once-more")))
    recount = {"yes": 3, "no": 2, "abstain": 1}
    twice = "A hand for the motion was counted twice."
    sitting.do("lipinski", CorrectResult(poll=hands, reason=twice, tally=recount, invalid=1))
    wrong = {MemberId("cohen"): "no", MemberId("bruyere"): ()}
    order = "By order of the chair: Mr Cohen had said no, Mme de la Bruyère had not been asked."
    sitting.do("lipinski", CorrectResult(poll=PollId("agenda"), reason=order, votes=wrong))
    _call_the_roll(sitting)
    both = ItemId("budget")
    sitting.do("lipinski", Recuse(item=both, member=MemberId("bao"), reason=CANARIES[2]))
    sitting.do("cohen", Recuse(item=both))
    sitting.do("cohen", WithdrawRecusal(item=both))
    _poll(sitting, "both", "budget", "Shall both halves agree?", second=Second(), tie="second")
    _vote(sitting, "both", "hanh=yes, olga=yes, dvorakova=no, halvorsen=no, cohen=no")


def _rank(sitting: Sitting, options: tuple[Option, ...]) -> None:
    further = {"method": "ranked", "majority": None, "base": None, "options": options}
    _poll(sitting, "speaker", "elections", "Who shall speak for the council?", **further)
    _vote(
        sitting,
        "speaker",
        "hanh=anna, olga=ben+anna, cohen=ben+anna, dvorakova=zoe+ben, bao=anna, halvorsen=emil+zoe+anna",
    )


def _call_the_roll(sitting: Sitting) -> None:
    """By voice: one passes and answers at the end, one answer is taken back, some are not here."""
    aloud, chair = PollId("aloud"), _presiding(sitting)
    _poll(sitting, "aloud", "budget", "Shall the budget be read aloud?", secrecy=Secrecy.OPEN, by="voice")
    sitting.do(chair, poll_commands.OpenPoll(poll=aloud))
    said = "hanh=pass, olga=no, cohen=yes, bruyere=absent, bao=abstain, absent=absent, excused=absent"
    for each in f"{said}, halvorsen=yes, dvorakova=no, hanh=yes".split(", "):
        member, answer = each.split("=")
        sitting.do("lipinski", RecordAnswer(poll=aloud, member=MemberId(member), answer=answer))
    sitting.do("lipinski", TakeBackAnswer(poll=aloud, member=MemberId("bao")))
    sitting.do("lipinski", RecordAnswer(poll=aloud, member=MemberId("bao"), answer="pass"))
    sitting.do(chair, poll_commands.ClosePoll(poll=aloud))
    sitting.do(chair, poll_commands.DeclareResult(poll=aloud))


def _close(sitting: Sitting) -> None:
    position = next(
        said.stamp.position for said in sitting.saids if isinstance(said.event, minute_book.DecisionRecorded)
    )
    sitting.do("lipinski", Substitute(member=MemberId("bao"), name="Lê Văn Dũng"))
    sitting.do("lipinski", EndSubstitution(member=MemberId("bao")))
    sitting.do("lipinski", GiveProxy(member=MemberId("bao"), proxy=MemberId("olga"), authority="letter of 1 December"))
    sitting.do("lipinski", EndProxy(member=MemberId("bao")))
    sitting.do("dvorakova", proceedings.Adjourn())
    sitting.later(30)
    sitting.do("lipinski", corrections.Correct(position=position, text="For “adopted” read “adopted as amended”."))
    taken_at = sitting.now
    sitting.later(45)
    sitting.do(None, RestoreRecord(taken_at=taken_at, by="Ms Lind, technician", beginning=LogId("c0" * 32)))
