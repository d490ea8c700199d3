"""Papers: attached, replaced by new versions, withdrawn, presented."""

import pytest

from meetings.rules.agenda import WithdrawItem
from meetings.rules.decision import Upload
from meetings.rules.identity import ItemId, PaperId
from meetings.rules.papers import (
    AttachPaper,
    PagePresented,
    PaperAttached,
    PaperReplaced,
    PaperWithdrawn,
    Present,
    ReplacePaper,
    WithdrawPaper,
)
from meetings.rules.poll_commands import ClosePoll, OpenPoll
from meetings.rules.refusals import Code
from tests.rules.council import BUDGET, CHAIR, POLL, ROADS, SECRETARY, council, question, sitting
from tests.rules.scenario import Scenario

PLAN = PaperId("plan")
FIRST = Upload(sha256="1" * 64, media_type="application/pdf", pages=3)
SECOND = Upload(sha256="2" * 64, media_type="image/png", pages=1)
ATTACH = AttachPaper(ref=PLAN, item=BUDGET, sha256=FIRST.sha256, title="The plan")
REPLACE = ReplacePaper(paper=PLAN, sha256=SECOND.sha256)


def attached() -> Scenario:
    return sitting().uploading(FIRST).given(SECRETARY, ATTACH)


def replaced() -> Scenario:
    return attached().uploading(SECOND).given(SECRETARY, REPLACE)


def test_an_uploaded_paper_is_attached_to_an_item() -> None:
    council().uploading(FIRST).when(SECRETARY, ATTACH).then(
        PaperAttached(paper=PLAN, item=BUDGET, title="The plan", sha256="1" * 64, media_type="application/pdf", pages=3)
    )


def test_a_paper_without_a_ref_gets_a_fresh_one() -> None:
    scenario = council().uploading(FIRST)
    fresh = PaperId(scenario.fresh)
    scenario.given(SECRETARY, AttachPaper(item=BUDGET, sha256=FIRST.sha256, title="The plan"))
    assert fresh in scenario.meeting.papers.papers


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (ATTACH, Code.ALREADY),
        (AttachPaper(ref=PaperId("a b"), item=BUDGET, sha256=FIRST.sha256, title="x"), Code.BAD_COMMAND),
        (AttachPaper(item=ItemId("nothing"), sha256=FIRST.sha256, title="x"), Code.NO_SUCH_ITEM),
        (AttachPaper(item=BUDGET, sha256=SECOND.sha256, title="x"), Code.NO_SUCH_PAPER),
        (AttachPaper(item=BUDGET, sha256=FIRST.sha256, title="x" * 301), Code.TOO_LONG),
    ],
)
def test_a_paper_that_cannot_be_attached_is_refused(command: AttachPaper, code: Code) -> None:
    attached().when(SECRETARY, command).refused(code)


def test_what_was_not_uploaded_is_no_such_paper() -> None:
    council().when(SECRETARY, ATTACH).refused(Code.NO_SUCH_PAPER)


def test_a_new_version_stands_behind_the_old_ones() -> None:
    trial = attached().uploading(SECOND).when(SECRETARY, REPLACE)
    scenario = trial.then(PaperReplaced(paper=PLAN, sha256="2" * 64, media_type="image/png", pages=1))
    assert scenario.meeting.papers.papers[PLAN].versions == (FIRST, SECOND)


def test_the_version_in_force_is_not_replaced_by_itself() -> None:
    replaced().when(SECRETARY, REPLACE).refused(Code.ALREADY)


def test_an_earlier_version_may_come_back() -> None:
    scenario = replaced().uploading(FIRST).given(SECRETARY, ReplacePaper(paper=PLAN, sha256=FIRST.sha256))
    assert scenario.meeting.papers.papers[PLAN].versions == (FIRST, SECOND, FIRST)


def test_a_paper_is_withdrawn() -> None:
    scenario = attached().when(SECRETARY, WithdrawPaper(paper=PLAN)).then(PaperWithdrawn(paper=PLAN))
    assert scenario.meeting.papers.papers[PLAN].is_withdrawn


def test_a_paper_is_withdrawn_once() -> None:
    withdrawn = attached().given(SECRETARY, WithdrawPaper(paper=PLAN))
    withdrawn.when(SECRETARY, WithdrawPaper(paper=PLAN)).refused(Code.ALREADY)


def test_a_withdrawn_paper_is_neither_replaced_nor_presented() -> None:
    withdrawn = attached().given(SECRETARY, WithdrawPaper(paper=PLAN)).uploading(SECOND)
    withdrawn.when(SECRETARY, REPLACE).refused(Code.WRONG_STATE)
    withdrawn.when(CHAIR, Present(paper=PLAN, version=1, page=1)).refused(Code.WRONG_STATE)


def test_the_page_before_the_meeting_is_recorded_and_changes_nothing() -> None:
    scenario = replaced()
    before = scenario.meeting.papers
    scenario.when(CHAIR, Present(paper=PLAN, version=1, page=3)).then(PagePresented(paper=PLAN, version=1, page=3))
    assert scenario.meeting.papers == before


@pytest.mark.parametrize(("version", "page"), [(0, 1), (3, 1), (1, 0), (1, 4), (2, 2), (2**60, 1), (1, -1)])
def test_a_page_that_is_not_there_is_a_bad_command(version: int, page: int) -> None:
    replaced().when(CHAIR, Present(paper=PLAN, version=version, page=page)).refused(Code.BAD_COMMAND)


@pytest.mark.parametrize("command", [REPLACE, WithdrawPaper(paper=PLAN), Present(paper=PLAN, version=1, page=1)])
def test_what_was_not_attached_is_no_such_paper(command: ReplacePaper | WithdrawPaper | Present) -> None:
    sitting().uploading(SECOND).when(SECRETARY, command).refused(Code.NO_SUCH_PAPER)


def under_vote() -> Scenario:
    return attached().given(SECRETARY, question()).given(CHAIR, OpenPoll(poll=POLL))


@pytest.mark.parametrize("command", [REPLACE, WithdrawPaper(paper=PLAN)])
def test_nobody_votes_on_a_paper_that_changes_during_the_vote(command: ReplacePaper | WithdrawPaper) -> None:
    """RONR 45:1, UN GA rule 88: nothing interrupts a vote, least of all other words than those that were put."""
    voting = under_vote().uploading(SECOND)
    voting.when(SECRETARY, command).refused(Code.WRONG_STATE)
    voting.given(CHAIR, ClosePoll(poll=POLL)).when(SECRETARY, command).accepted()


def test_the_papers_of_other_items_may_change_during_a_vote() -> None:
    other = AttachPaper(ref=PaperId("map"), item=ROADS, sha256=FIRST.sha256, title="The map")
    voting = attached().given(SECRETARY, other, question()).given(CHAIR, OpenPoll(poll=POLL))
    voting.when(SECRETARY, WithdrawPaper(paper=PaperId("map"))).accepted()


def test_nothing_is_attached_to_an_item_that_is_withdrawn() -> None:
    withdrawn = sitting().uploading(FIRST).given(SECRETARY, WithdrawItem(item=ROADS))
    paper = AttachPaper(item=ROADS, sha256=FIRST.sha256, title="The map")
    withdrawn.when(SECRETARY, paper).refused(Code.WRONG_STATE)
