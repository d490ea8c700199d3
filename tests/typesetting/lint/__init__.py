"""Our own checks of what PDF/A-3a and PDF/UA-1 ask and our writer could break; it needs no program but pikepdf.

`lint(pdf)` gives the problems in plain words; that it gives none is no proof that the file keeps all rules of either
standard. What is looked at is listed in CONTRIBUTING.md, "PDF". test_lint.py breaks a good file in many ways; each must
be found.
"""

import io

import pikepdf

from tests.typesetting.lint.content import check_pages
from tests.typesetting.lint.file import check_bytes, check_catalogue, check_metadata
from tests.typesetting.lint.problems import Problems
from tests.typesetting.lint.structure import check_structure

__all__ = ["lint"]


def lint(content: bytes, *, tagged: bool = True) -> list[str]:
    problems = Problems()
    check_bytes(content, problems)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        check_metadata(pdf, problems, tagged=tagged)
        check_catalogue(pdf, problems)
        if tagged:
            check_structure(pdf, problems)
        check_pages(pdf, problems, tagged=tagged)
    return problems.found
