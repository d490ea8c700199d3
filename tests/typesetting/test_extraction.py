"""What two readers of PDF copy out of a page, PDFium and poppler's pdftotext: the text that was written.

Both turn right-to-left lines back by rules of their own, and put numbers and punctuation where they please. There all
letters must be right, and as many words must be found as the first prototype of this engine had, which was better than
every other producer that it was compared with: Chromium 156, WeasyPrint 70, Typst 0.15, fpdf2 2.8, ReportLab 5.1.
"""

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from meetings.typesetting import Align, Margins, Paragraph, Style
from tests.typesetting.making import made
from tests.typesetting.reading import text_of
from tests.typesetting.samples import ARABIC, EVERY, EXACT, HEBREW, MIXED, Sample

CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
Reader = Callable[[bytes, Path], str]


def pdfium(content: bytes, folder: Path) -> str:
    return text_of(content)


def poppler(content: bytes, folder: Path) -> str:
    return _poppler(content, folder)


def _poppler(content: bytes, folder: Path, *options: str) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("missing tool: pdftotext (Debian package poppler-utils)")
    file = folder / "read.pdf"
    file.write_bytes(content)
    read = subprocess.run(["pdftotext", *options, str(file), "-"], check=True, stdout=subprocess.PIPE).stdout
    return CONTROLS.sub(" ", read.decode())


READERS: Sequence[Reader] = (pdfium, poppler)


def letters(text: str) -> list[str]:
    return sorted(character for character in text if unicodedata.category(character)[0] in "LMN")


@pytest.mark.parametrize("align", [Align.START, Align.JUSTIFY])
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("sample", EXACT, ids=lambda sample: sample.language)
def test_left_to_right_is_read_exactly(sample: Sample, reader: Reader, align: Align, tmp_path: Path) -> None:
    read = reader(made([Paragraph(sample.text, Style(align=align), lang=sample.language)]), tmp_path)
    assert "".join(read.split()) == "".join(sample.text.split())
    words = [*read.split(), *read.replace("\n", "").split()]  # where a line ends inside a phrase without spaces
    assert [word for word in sample.text.split() if word not in words] == []


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("sample", EVERY, ids=lambda sample: sample.text[:5])
def test_every_letter_is_read(sample: Sample, reader: Reader, tmp_path: Path) -> None:
    read = reader(made([Paragraph(sample.text, lang=sample.language)]), tmp_path)
    assert letters(read) == letters(sample.text)


def poppler_raw(content: bytes, folder: Path) -> str:
    """In the order of the content, as the prototype was read."""
    return _poppler(content, folder, "-raw")


@pytest.mark.parametrize(
    ("sample", "reader", "fewest"),
    [
        (ARABIC, pdfium, 31),  # of 34; Chromium 10, WeasyPrint 7, Typst 11, fpdf2 9
        (ARABIC, poppler_raw, 30),
        (HEBREW, pdfium, 26),  # of 28; Chromium 23, WeasyPrint 24, Typst 23, fpdf2 23
        (HEBREW, poppler_raw, 22),
    ],
    ids=["ar-pdfium", "ar-poppler", "he-pdfium", "he-poppler"],
)
def test_right_to_left_words_are_found_as_well_as_in_the_prototype(
    sample: Sample, reader: Reader, fewest: int, tmp_path: Path
) -> None:
    """Counted as the prototype was: all samples on one page of its measures, a word is found where its characters stand
    one after the other, spaces apart."""
    style = Style(size=11, leading=17)
    text = [Paragraph(each.text, style, lang=each.language) for each in EVERY]
    read = closed_up(reader(made(text, margins=Margins(start=50, end=50), page=(595, 842)), tmp_path))
    assert sum(closed_up(word) in read for word in sample.text.split()) >= fewest


def closed_up(text: str) -> str:
    return "".join(CONTROLS.sub("", unicodedata.normalize("NFC", text)).split())


@pytest.mark.parametrize(
    ("sample", "reader", "fewest"),
    [
        (ARABIC, pdfium, 29),  # of 34
        (ARABIC, poppler, 27),
        (HEBREW, pdfium, 22),  # of 28
        (HEBREW, poppler, 20),
        (MIXED, pdfium, 15),  # of 20
        (MIXED, poppler, 16),
    ],
    ids=["ar-pdfium", "ar-poppler", "he-pdfium", "he-poppler", "mixed-pdfium", "mixed-poppler"],
)
def test_right_to_left_words_are_read_whole_and_apart(
    sample: Sample, reader: Reader, fewest: int, tmp_path: Path
) -> None:
    content = made([Paragraph(sample.text, lang=sample.language)], margins=Margins(start=50, end=50))
    read = reader(content, tmp_path).split()
    assert sum(word in read for word in sample.text.split()) >= fewest
