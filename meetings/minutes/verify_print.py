"""Compares what the minutes print with their evidence: the line of the record, and the line of each poll."""

import re
from collections.abc import Iterator, Mapping, Sequence

import pypdfium2

from meetings.minutes.check_lines import poll_line, poll_mark, record_line
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
    faults += [f"poll {ref}: {fault}" for ref, line in lines.items() for fault in _line_faults(text, ref, line)]
    if faults:
        return failed("printed", "; ".join(faults))
    return passed("printed", f"the record's line and {len(lines)} results in the text agree with the evidence")


def _expected(polls: Mapping[str, Poll]) -> Iterator[tuple[str, str]]:
    for ref, poll in polls.items():
        if poll.closed is not None:
            yield ref, _closed_up(poll_line(ref, poll.options, poll.closed.outcome))


def _line_faults(text: str, ref: str, line: str) -> Sequence[str]:
    mark = _closed_up(poll_mark(ref))
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
