"""Compares what the minutes print with their evidence: the line of the record, of each poll, and of other business."""

import re
from collections.abc import Iterator, Mapping, Sequence

import pypdfium2

from meetings.minutes import verify_agenda, verify_motions, verify_quorum
from meetings.minutes.check_lines import earlier_line, earlier_mark, poll_line, poll_mark, record_line
from meetings.minutes.evidence import Header
from meetings.minutes.report import Check, failed, passed
from meetings.minutes.verify_chain import Said
from meetings.minutes.verify_polls import Poll

SPACE = re.compile(r"\s+")
HYPHEN_AT_LINE_END = "\x02"  # what PDFium reports there


Lines = Mapping[str, str | None]
"""How each line begins, and the whole of it; nothing where none may be printed."""


def printed(pdf: bytes, header: Header, polls: Mapping[str, Poll], business: Lines) -> Check:
    """Whether the text of the pages holds the line of the record, of each closed poll and of the business done."""
    text = _text(pdf)
    faults = [] if _closed_up(record_line(header)) in text else ["the line of the record is missing or differs"]
    results = dict(_expected(polls))
    for mark, line in {**results, **business}.items():
        faults += [f"{mark.strip('[:')}: {fault}" for fault in _line_faults(text, mark, line)]
    if faults:
        return failed("printed", "; ".join(faults))
    told = f"{len(results)} results and {sum(line is not None for line in business.values())} other lines"
    return passed("printed", f"the record's line, {told} in the text agree with the evidence")


def business(said: Sequence[Said]) -> Lines:
    """The lines of attendance, of the quorum over time, of the agenda, the motions and the rulings. Raises Broken."""
    lines: dict[str, str | None] = {
        "[attendance:": verify_quorum.attendance(said),
        "[quorum:": verify_quorum.line(said),
        "[agenda:": verify_agenda.line(said),
    }
    return {**lines, **dict(verify_motions.lines(verify_motions.motions(said))), **dict(verify_agenda.rulings(said))}


def _expected(polls: Mapping[str, Poll]) -> Iterator[tuple[str, str]]:
    """How the line of each result begins, and the whole of it; of one that was corrected, the earlier ones too."""
    for ref, poll in polls.items():
        if poll.closed is not None:
            yield poll_mark(ref), poll_line(ref, poll.options, poll.closed.outcome)
        for number, earlier in enumerate(poll.earlier, start=1):
            if earlier.closed is not None:
                yield earlier_mark(ref, number), earlier_line(ref, number, poll.options, earlier.closed.outcome)


def _line_faults(text: str, mark: str, line: str | None) -> Sequence[str]:
    begins = _closed_up(mark)
    if line is None:
        return ["the text has a line for it, none was expected"] if begins in text else []
    if (whole := _closed_up(line)) not in text:
        return ["its line in the text differs" if begins in text else "its line is not printed"]
    return ["the text gives it two lines that differ"] if text.count(begins) != text.count(whole) else []


def _closed_up(text: str) -> str:
    """Without spaces and ends of lines, which fall where the layout lets them."""
    return SPACE.sub("", text.replace(HYPHEN_AT_LINE_END, "-"))


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return _closed_up("".join(_page_text(document, number) for number in range(len(document))))
    finally:
        document.close()


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    return page.get_textpage().get_text_range(errors="replace")
