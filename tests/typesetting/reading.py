"""What PDFium finds in a file: pages, text, where characters stand, what is seen."""

# pypdfium2 leaves most of its types open: what comes out of it is given one here.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import io
from collections.abc import Generator
from contextlib import contextmanager

import pypdfium2
from PIL import Image


@contextmanager
def _opened(content: bytes) -> Generator[pypdfium2.PdfDocument]:
    pdf = pypdfium2.PdfDocument(io.BytesIO(content))
    try:
        yield pdf
    finally:
        pdf.close()


@contextmanager
def _page(content: bytes, number: int) -> Generator[pypdfium2.PdfPage]:
    with _opened(content) as pdf:
        page = pdf[number]
        try:
            yield page
        finally:
            page.close()


@contextmanager
def _text(content: bytes, number: int) -> Generator[pypdfium2.PdfTextPage]:
    with _page(content, number) as page:
        text = page.get_textpage()
        try:
            yield text
        finally:
            text.close()


def pages_of(content: bytes) -> int:
    with _opened(content) as pdf:
        return len(pdf)


def text_of(content: bytes, page: int = 0) -> str:
    """The text of a page; the lines of one paragraph are joined by the spaces that end them."""
    with _text(content, page) as text:
        return str(text.get_text_range()).replace("\r\n", "")


def places_of(content: bytes, page: int = 0) -> list[tuple[str, float, float]]:
    """Each character with its left and lower edge."""
    with _text(content, page) as text:
        found: list[tuple[str, float, float]] = []
        for at in range(text.count_chars()):
            left, bottom, _, _ = text.get_charbox(at)
            found.append((str(text.get_text_range(at, 1)), float(left), float(bottom)))
        return found


def picture_of(content: bytes) -> Image.Image:
    """The first page, one pixel for each point."""
    with _page(content, 0) as page:
        drawn: Image.Image = page.render(may_draw_forms=False).to_pil()
        return drawn.convert("RGB")
