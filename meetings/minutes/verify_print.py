"""Compares what the minutes print with their evidence: the line of the record, and the line of each poll."""

import re
from collections.abc import Iterator, Mapping, Sequence

import pypdfium2

from meetings.minutes.check_lines import earlier_line, earlier_mark, poll_line, poll_mark, record_line
from meetings.minutes.evidence import Header
from meetings.minutes.report import Check, failed, passed
from meetings.minutes.verify_polls import Poll

SPACE = re.compile(r"\s+")
HYPHEN_AT_LINE_END = "\x02"  # what PDFium reports there


def printed(pdf: bytes, header: Header, polls: Mapping[str, Poll]) -> Check:
    """Whether the text of the pages holds the line of the record and of each closed poll, and no other for a poll."""
    text = _text(pdf)
    faults = [] if _closed_up(record_line(header)) in text else ["the line of the record is missing or differs"]
    lines = dict(_expected(polls))
    for mark, line in lines.items():
        faults += [f"{mark[1:]} {fault}" for fault in _line_faults(text, _closed_up(mark), _closed_up(line))]
    if faults:
        return failed("printed", "; ".join(faults))
    return passed("printed", f"the record's line and {len(lines)} results in the text agree with the evidence")


def _expected(polls: Mapping[str, Poll]) -> Iterator[tuple[str, str]]:
    """How the line of each result begins, and the whole of it; of one that was corrected, the earlier ones too."""
    for ref, poll in polls.items():
        if poll.closed is not None:
            yield poll_mark(ref), poll_line(ref, poll.options, poll.closed.outcome)
        for number, earlier in enumerate(poll.earlier, start=1):
            if earlier.closed is not None:
                yield earlier_mark(ref, number), earlier_line(ref, number, poll.options, earlier.closed.outcome)


def _line_faults(text: str, mark: str, line: str) -> Sequence[str]:
    if line not in text:
        return ["its result in the text differs" if mark in text else "its result is not printed"]
    return ["the text gives it two results"] if text.count(mark) != text.count(line) else []


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
