"""Verifies a PDF of minutes offline, from the file alone: evidence, hash chain, results, printed text, signatures.

The file may come from anybody: whatever it holds, the answer is a report. Run it in a worker with limits of time and
memory; a file can be large.
"""

import io
import logging
import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager

import pikepdf

from meetings.minutes.attachment import attached
from meetings.minutes.check_lines import record_line
from meetings.minutes.evidence import ATTACHMENT, Evidence, Header, read
from meetings.minutes.guarding import Unfit, guarded
from meetings.minutes.report import Check, Report, failed, passed
from meetings.minutes.verify_chain import chain, entries
from meetings.minutes.verify_course import course, in_words, of_course
from meetings.minutes.verify_polls import polls
from meetings.minutes.verify_print import business, printed
from meetings.minutes.verify_restorations import restorations
from meetings.minutes.verify_signatures import signatures
from meetings.minutes.verify_votes import votes

NAME_OF_FILE = re.compile(r"(WARNING: )?(stream )?<_io\.BytesIO object at \w+>:? ?")
MOST_TO_SEARCH = 8 * 1024 * 1024
"""Up to this size a damaged file is searched for what cannot be read; it takes seconds for a larger one."""
TALKATIVE = ("pyhanko", "pyhanko_certvalidator", "pikepdf")


class Unopened(Unfit):
    """The file is no PDF that can be read as it is."""


def verify(pdf: bytes, trusted: Sequence[bytes] = ()) -> Report:
    """What a verification finds. `trusted` are certificates (DER) of authorities that the reader already knows."""
    with _silence():
        return Report(tuple(guarded("file", lambda: _checks(pdf, trusted))))


def _checks(pdf: bytes, trusted: Sequence[bytes]) -> list[Check]:
    with _opened(pdf) as document:
        checks = [passed("file", f"{len(pdf):,} bytes, {len(document.pages):,} pages")]
        checks += guarded("evidence", lambda: _evidence(pdf, document))
        checks += guarded("signatures", lambda: signatures(pdf, trusted))
        if not Report(tuple(checks)).passed and len(pdf) <= MOST_TO_SEARCH:
            checks += guarded("damage", lambda: _damage(document))
    return checks


def _opened(pdf: bytes) -> pikepdf.Pdf:
    if not pdf.startswith(b"%PDF-"):
        raise Unopened("a PDF was expected, something else came")
    try:
        document = pikepdf.open(io.BytesIO(pdf), attempt_recovery=False)
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise Unopened(f"a whole PDF was expected: {_own_words(str(error))}") from None
    if document.is_encrypted:
        raise Unopened("minutes are not encrypted, this file is")
    return document


def _evidence(pdf: bytes, document: pikepdf.Pdf) -> list[Check]:
    content = attached(document)
    evidence = read(content)
    checks = [passed("evidence", f"{ATTACHMENT}, {len(content):,} bytes, of “{evidence.header.title[:100]}”")]
    checks += [chain(evidence), _metadata(document, evidence.header)]
    return checks + guarded("entries", lambda: _said(pdf, evidence))


def _metadata(document: pikepdf.Pdf, header: Header) -> Check:
    """The document's subject is the line of the record, where every reader of PDF shows it."""
    told, expected = str(document.docinfo.get("/Subject", "nothing")), record_line(header)
    if told != expected:
        return failed("metadata", f"the subject of the document was expected to be {expected}, it is {told[:200]}")
    return passed("metadata", "the subject of the document names the same head")


def _said(pdf: bytes, evidence: Evidence) -> list[Check]:
    said = entries(evidence)
    found, taken = polls(said), course(said)
    checks = [passed("entries", f"{len(said):,} say what they must, in their place")]
    checks += [*restorations(said), *of_course(taken), *votes(found)]
    in_text = in_words(said, taken)
    return checks + guarded("printed", lambda: [printed(pdf, evidence.header, found, business(said), in_text)])


def _damage(document: pikepdf.Pdf) -> list[Check]:
    """Where the file can no longer be read, if anywhere."""
    problems = [_own_words(problem) for problem in document.check_pdf_syntax()]
    return [failed("damage", "; ".join(problems[:3])[:500])] if problems else []


def _own_words(problem: str) -> str:
    """QPDF's words without its name for the file."""
    return NAME_OF_FILE.sub("", problem)


@contextmanager
def _silence() -> Generator[None]:
    """Keep the libraries from telling about a bad file what the report says anyway."""
    before = {name: logging.getLogger(name).level for name in TALKATIVE}
    for name in before:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)
