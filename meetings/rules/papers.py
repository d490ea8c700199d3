"""Papers of the agenda: attached, replaced by a new version, withdrawn, presented."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from meetings.rules import agenda
from meetings.rules.decision import LONGEST_TITLE, Command, Event, Given, Upload, between, ref_for, within
from meetings.rules.identity import ItemId, PaperId
from meetings.rules.polls import voted_on
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class AttachPaper(Command, frozen=True, kw_only=True):
    """Attach an uploaded paper to an item."""

    ref: PaperId | None = None
    item: ItemId
    sha256: str
    title: str


class ReplacePaper(Command, frozen=True, kw_only=True):
    """Put a new version in the place of a paper; the old ones stay on record."""

    paper: PaperId
    sha256: str


class WithdrawPaper(Command, frozen=True, kw_only=True):
    """Take a paper back."""

    paper: PaperId


class Present(Command, frozen=True, kw_only=True):
    """Put a page of a paper on record as what the meeting looks at."""

    paper: PaperId
    version: int
    page: int


PaperCommand = AttachPaper | ReplacePaper | WithdrawPaper | Present


class PaperAttached(Event, frozen=True, kw_only=True):
    """A paper belongs to an item."""

    paper: PaperId
    item: ItemId
    title: str
    sha256: str
    media_type: str
    pages: int


class PaperReplaced(Event, frozen=True, kw_only=True):
    """A paper has a new version."""

    paper: PaperId
    sha256: str
    media_type: str
    pages: int


class PaperWithdrawn(Event, frozen=True, kw_only=True):
    """A paper is taken back."""

    paper: PaperId


class PagePresented(Event, frozen=True, kw_only=True):
    """The meeting looks at a page."""

    paper: PaperId
    version: int
    page: int


PaperEvent = PaperAttached | PaperReplaced | PaperWithdrawn | PagePresented


class Paper(Struct, frozen=True):
    """A paper with all its versions, oldest first; version numbers and the order of attachment begin with 1."""

    ref: PaperId
    order: int
    item: ItemId
    title: str
    versions: tuple[Upload, ...]
    is_withdrawn: bool = False


class Papers(Struct, frozen=True):
    """All papers."""

    papers: Map[PaperId, Paper] = Map()


def decide(meeting: "Meeting", command: PaperCommand, given: Given) -> Sequence[Event]:
    """The events of a command about papers. Raises Refused."""
    match command:
        case AttachPaper():
            return _attach(meeting, command, given)
        case ReplacePaper():
            return _replace(meeting, command, given)
        case WithdrawPaper():
            return _withdraw(meeting, command)
        case Present():
            return _present(meeting, command)


def find(papers: Papers, ref: PaperId) -> Paper:
    """The paper with that ref. Raises Refused."""
    paper = papers.papers.get(ref)
    if paper is None:
        raise Refused(Code.NO_SUCH_PAPER, "There is no paper {ref}.", ref=ref)
    return paper


def standing(papers: Papers, ref: PaperId) -> Paper:
    """The paper with that ref, if it is not withdrawn. Raises Refused."""
    paper = find(papers, ref)
    if paper.is_withdrawn:
        raise Refused(Code.WRONG_STATE, "The paper is withdrawn.")
    return paper


def _uploaded(sha256: str, given: Given) -> Upload:
    if given.upload is None or given.upload.sha256 != sha256:
        raise Refused(Code.NO_SUCH_PAPER, "No paper with the digest {digest} has been uploaded.", digest=sha256[:64])
    return given.upload


def _attach(meeting: "Meeting", command: AttachPaper, given: Given) -> Sequence[Event]:
    ref = PaperId(ref_for(command.ref, given))
    if ref in meeting.papers.papers:
        raise Refused(Code.ALREADY, "There already is a paper {ref}.", ref=ref)
    if agenda.find(meeting.agenda, command.item).state is agenda.ItemState.WITHDRAWN:
        raise Refused(Code.WRONG_STATE, "The item is withdrawn: no paper can be attached to it.")
    upload = _uploaded(command.sha256, given)
    return [
        PaperAttached(
            paper=ref,
            item=command.item,
            title=within(command.title, LONGEST_TITLE, "title"),
            sha256=upload.sha256,
            media_type=upload.media_type,
            pages=upload.pages,
        )
    ]


def _replace(meeting: "Meeting", command: ReplacePaper, given: Given) -> Sequence[Event]:
    paper, upload = standing(meeting.papers, command.paper), _uploaded(command.sha256, given)
    _is_not_voted_on(meeting, paper)
    if paper.versions[-1].sha256 == upload.sha256:
        raise Refused(Code.ALREADY, "This is the version in force already.")
    return [
        PaperReplaced(paper=paper.ref, sha256=upload.sha256, media_type=upload.media_type, pages=upload.pages),
    ]


def _withdraw(meeting: "Meeting", command: WithdrawPaper) -> Sequence[Event]:
    paper = find(meeting.papers, command.paper)
    if paper.is_withdrawn:
        raise Refused(Code.ALREADY, "The paper is already withdrawn.")
    _is_not_voted_on(meeting, paper)
    return [PaperWithdrawn(paper=command.paper)]


def _is_not_voted_on(meeting: "Meeting", paper: Paper) -> None:
    """Nobody votes on words that change while the vote is open (RONR 45:1; UN GA rule 88). Raises Refused."""
    if voted_on(meeting.polls) == paper.item:
        raise Refused(Code.WRONG_STATE, "A poll on the item of this paper is open: close or cancel it first.")


def _present(meeting: "Meeting", command: Present) -> Sequence[Event]:
    paper = standing(meeting.papers, command.paper)
    version = between(1, command.version, len(paper.versions), "version")
    between(1, command.page, paper.versions[version - 1].pages, "page")
    return [PagePresented(paper=paper.ref, version=command.version, page=command.page)]


def evolve(papers: Papers, event: PaperEvent) -> Papers:
    """The papers after `event`."""
    match event:
        case PaperAttached():
            version = Upload(event.sha256, event.media_type, event.pages)
            return _with(papers, Paper(event.paper, len(papers.papers) + 1, event.item, event.title, (version,)))
        case PaperReplaced():
            paper = papers.papers[event.paper]
            version = Upload(event.sha256, event.media_type, event.pages)
            return _with(papers, replace(paper, versions=(*paper.versions, version)))
        case PaperWithdrawn():
            return _with(papers, replace(papers.papers[event.paper], is_withdrawn=True))
        case PagePresented():
            return papers  # on record for the minutes; what is shown now is a passing signal


def _with(papers: Papers, paper: Paper) -> Papers:
    return Papers(papers.papers.set(paper.ref, paper))
