"""Reads the text of the pages of minutes again: all of it, or without what runs along on every page."""

# pypdfium2 declares its types only in part.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

import re
from ctypes import c_ulong, c_ushort, sizeof
from functools import cached_property

import pypdfium2
from pypdfium2 import raw

SPACE = re.compile(r"\s+")
HYPHENS_AT_LINE_END = dict.fromkeys(map(ord, "\x02\ufffe"), "-")  # what PDFium reports there
LONGEST_MARK = 64


class Text:
    """The text of a document, without spaces and ends of lines, which fall where the layout lets them."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf

    @cached_property
    def whole(self) -> str:
        """Everything that stands on the pages."""
        return self._read(is_whole=True)

    @cached_property
    def body(self) -> str:
        """The same without heads and feet of pages, which come between the parts of what goes on over a page."""
        return self._read(is_whole=False)

    def _read(self, *, is_whole: bool) -> str:
        document = pypdfium2.PdfDocument(self._pdf)
        try:
            return closed_up("".join(_page(document[at], is_whole=is_whole) for at in range(len(document))))
        finally:
            document.close()


def closed_up(text: str) -> str:
    """Without spaces and ends of lines."""
    return SPACE.sub("", text.translate(HYPHENS_AT_LINE_END))


def _page(page: pypdfium2.PdfPage, *, is_whole: bool) -> str:
    if not is_whole:
        for drawn in [each for each in page.get_objects(max_depth=1) if _is_beside(each)]:
            page.remove_obj(drawn)
    return page.get_textpage().get_text_range(errors="replace")


def _is_beside(drawn: pypdfium2.PdfObject) -> bool:
    """Whether it is marked as no part of the document proper (ISO 32000-1, 14.8.2.2)."""
    marks = (raw.FPDFPageObj_GetMark(drawn, at) for at in range(raw.FPDFPageObj_CountMarks(drawn)))
    return any(_name(mark) == "Artifact" for mark in marks)


def _name(mark: object) -> str:
    letters, length = (c_ushort * LONGEST_MARK)(), c_ulong()
    raw.FPDFPageObjMark_GetName(mark, letters, sizeof(letters), length)
    return bytes(letters)[: max(0, length.value - sizeof(c_ushort))].decode("utf-16-le", "replace")
