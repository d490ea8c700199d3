"""Compares what the minutes print with their evidence: the line of the record, of each poll, and of other business."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from meetings.minutes import verify_agenda, verify_motions, verify_quorum
from meetings.minutes.check_lines import earlier_line, earlier_mark, poll_line, poll_mark, record_line
from meetings.minutes.evidence import Header
from meetings.minutes.report import Check, failed, passed
from meetings.minutes.verify_chain import Said
from meetings.minutes.verify_polls import Poll
from meetings.minutes.verify_text import Text, closed_up

Lines = Mapping[str, str | None]
"""How each line begins, and the whole of it; nothing where none may be printed."""


def printed(
    pdf: bytes,
    header: Header,
    polls: Mapping[str, Poll],
    business: Lines,
    in_words: Callable[[str], Iterable[str]] = lambda _: (),
) -> Check:
    """Whether the text of the pages holds the line of the record, of each closed poll and of the business done.

    `in_words` tells what is missing of what is said without such a line.
    """
    text = Text(pdf)
    faults = [] if closed_up(record_line(header)) in text.body else ["the line of the record is missing or differs"]
    results = dict(_expected(polls))
    for mark, line in {**results, **business}.items():
        faults += [f"{mark.strip('[:')}: {fault}" for fault in _line_faults(text, mark, line)]
    faults += in_words(text.body)
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


def _line_faults(text: Text, mark: str, line: str | None) -> Sequence[str]:
    begins = closed_up(mark)
    begun = max(text.whole.count(begins), text.body.count(begins))
    if line is None:
        return ["the text has a line for it, none was expected"] if begun else []
    if not (told := text.body.count(closed_up(line))):
        return ["its line in the text differs" if begun else "its line is not printed"]
    return ["the text gives it two lines that differ"] if begun != told else []
