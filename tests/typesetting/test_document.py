"""A whole document: what is read back is what was written, the same input gives the same bytes."""

import hashlib
import io
import logging
import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pikepdf
import pytest

from meetings.typesetting import (
    Attachment,
    Column,
    Columns,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    Picture,
    Relationship,
    Rule,
    Running,
    SignatureField,
    Spacer,
    Span,
    Table,
)
from meetings.typesetting.document import DoesNotFit
from tests.typesetting.making import FONTS, document, made
from tests.typesetting.reading import pages_of, picture_of, text_of
from tests.typesetting.samples import EVERY

ROOT = Path(__file__).resolve().parents[2]


def test_bold_and_italic_in_one_line_read_as_one_sentence() -> None:
    spans = [Span("For "), Span("(51)", bold=True), Span(": Nguyễn ", italic=True), Span("Ёлкина", True, True)]
    assert text_of(made([Paragraph(spans)])) == "For (51): Nguyễn Ёлкина"


@pytest.mark.parametrize("text", ["<para>&amp;<b>x</b></para>", "%s {page} {} \\n (a) <FEFF>", "a]]>b", "&#0;"])
def test_markup_is_only_text(text: str) -> None:
    assert text_of(made([Paragraph(text)])) == text


def test_characters_without_a_glyph_are_read_back() -> None:
    assert text_of(made([Paragraph("vote \U0001f5f3 主席")])) == "vote \U0001f5f3 主席"


def test_the_same_input_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import sys, hashlib; sys.path.insert(0, '.');"
        "from tests.typesetting.test_document import everything;"
        "print(hashlib.sha256(everything()).hexdigest())"
    )
    here = hashlib.sha256(everything()).hexdigest()
    for seed, zone, epoch in (("0", "Asia/Bangkok", "1"), ("42", "America/New_York", "1700000000")):
        changed = {"PYTHONHASHSEED": seed, "TZ": zone, "LANG": "th_TH.UTF-8", "SOURCE_DATE_EPOCH": epoch}
        environment = {**os.environ, **changed}
        ran = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True
        )
        assert ran.stdout.decode().strip() == here


def everything() -> bytes:
    """A document with one of everything; every sentence in its language."""
    attachments = [Attachment("log.jsonl", "application/jsonl", b"{}\n" * 99, "The log", Relationship.SOURCE)]
    blocks = [Heading(1, "All"), *(Paragraph(sample.text, lang=sample.language) for sample in EVERY)]
    columns = Columns([[Paragraph("Left"), Rule()], [SignatureField("Chair", "Signature of the chair", 90, 30)]])
    table = Table([Column(), Column(3)], [[str(row), "Hường"] for row in range(90)], header=["No.", "Name"])
    running = Running(start="Assembly", end="{page} of {pages}")
    return document(attachments=attachments, header=running, footer=running, watermark="DRAFT").render(
        [*blocks, columns, Spacer(10), KeepTogether([Paragraph("a")]), PageBreak(), table]
    )


def test_identity_and_time_make_other_bytes() -> None:
    blocks = [Paragraph("x")]
    assert made(blocks, identity=b"1") != made(blocks, identity=b"2")
    later = datetime(2027, 1, 1, tzinfo=timezone(timedelta(hours=7)))
    with pikepdf.open(io.BytesIO(made(blocks, created=later))) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261231170000")


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        document(created=datetime(2026, 1, 1))  # noqa: DTZ001 - the fault under test


def test_title_and_author_are_in_the_metadata_as_written() -> None:
    title = "Biên bản & <phiên họp> số 3"
    with pikepdf.open(io.BytesIO(made([Paragraph("x")], title=title, author="Hội đồng", subject="S"))) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == title
            assert metadata["dc:creator"] == ["Hội đồng"]
        assert str(pdf.docinfo["/Title"]) == title


def test_a_title_is_listed_without_its_soft_hyphens() -> None:
    with pikepdf.open(io.BytesIO(made([Paragraph("x")], title="Ver\u00adsammlung"))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Versammlung"


def test_hostile_metadata_does_not_break_the_file() -> None:
    hostile = "a\0b\ud800\ufeff]]>&<x>"
    attachments = [Attachment("na(me)\\\U0001f5f3\n.txt", "text/plain", b"", hostile)]
    made([Paragraph("x")], title=hostile, author=hostile, subject=hostile, attachments=attachments)


def test_attachments_come_out_as_they_went_in() -> None:
    attachments = [
        Attachment("ü.xml", "application/xml", b"<a/>", "The same as XML", Relationship.ALTERNATIVE),
        Attachment("log.jsonl", "application/jsonl", b"{}", "The log", Relationship.SOURCE),
    ]
    with pikepdf.open(io.BytesIO(made([Paragraph("x")], attachments=attachments))) as pdf:
        found = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
        assert found == {"ü.xml": b"<a/>", "log.jsonl": b"{}"}
        assert [str(file["/AFRelationship"]) for file in pdf.Root["/AF"]] == ["/Alternative", "/Source"]


@pytest.mark.parametrize("media_type", ["", "text", "text/plain; charset=utf-8", "text/(x)"])
def test_an_attachment_needs_a_media_type_without_parameters(media_type: str) -> None:
    with pytest.raises(ValueError, match="A media type such as text/plain was expected"):
        Attachment("a", media_type, b"", "")


def test_attachments_of_one_name_are_refused() -> None:
    twice = [Attachment("a", "text/plain", b"", "")] * 2
    with pytest.raises(ValueError, match="Attachments of different names were expected"):
        document(attachments=twice).render([])


def test_a_document_without_blocks_is_an_empty_page() -> None:
    assert pages_of(made([])) == 1


def test_every_page_says_which_of_how_many_it_is() -> None:
    blocks = [Paragraph("one"), PageBreak(), Paragraph("two")]
    content = made(blocks, footer=Running(end="page {page} of {pages}"), header=Running(center="{Assembly}"))
    assert [text_of(content, page) for page in (0, 1)] == ["{Assembly}page 1 of 2one", "{Assembly}page 2 of 2two"]


def test_a_footer_may_be_a_function() -> None:
    content = made([Paragraph("x")], footer=Running(start=lambda page, pages: f"trang {page}/{pages}"))
    assert text_of(content) == "trang 1/1x"


def test_a_watermark_stands_on_every_page() -> None:
    content = made([Paragraph("one"), PageBreak(), Paragraph("two")], watermark="BẢN NHÁP")
    assert all("BẢN NHÁP" in text_of(content, page) for page in (0, 1))


def test_skipped_heading_levels_are_refused_wherever_they_stand() -> None:
    with pytest.raises(ValueError, match="A heading of level 1 or higher was expected; one of level 2 came"):
        document().render([Heading(2, "x")])
    with pytest.raises(ValueError, match="one of level 3 came"):
        document().render([Heading(1, "x"), KeepTogether([Columns([[Heading(3, "y")]])])])
    made([Heading(1, "x"), Heading(2, "y"), Heading(3, "z"), Heading(1, "x")])


def test_a_language_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="A language such as en"):
        document(language="english language")
    with pytest.raises(ValueError, match="A language such as en"):
        document().render([Paragraph("x", lang="x y")])


def test_what_cannot_be_split_and_is_larger_than_a_page_is_refused_with_a_sentence() -> None:
    with pytest.raises(DoesNotFit, match="Blocks that fit on a page were expected"):
        document().render([SignatureField("a", "b", 100, 2000)])


def test_a_right_to_left_document_is_mirrored() -> None:
    table = Table([Column(), Column(2)], [["أ", "ب"]], header=["١", "٢"])
    columns = Columns([[Paragraph("أ")], [Paragraph("ب")]])
    made([Heading(1, "محضر"), table, columns], language="ar", footer=Running(start="{page}", end="ج"))


def test_typesetting_can_live_on_its_own() -> None:
    for module in (ROOT / "meetings" / "typesetting").rglob("*.py"):
        for line in module.read_text().splitlines():
            if line.startswith(("from meetings", "import meetings")):
                assert line.startswith("from meetings.typesetting"), f"{module}: {line}"


def test_pictures_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="A PNG or JPEG picture was expected"):
        document().render([Picture(b"GIF89a", 10, "x")])


def test_the_fonts_are_only_those_of_the_folder() -> None:
    with pikepdf.open(io.BytesIO(everything())) as pdf:
        names = {str(font["/BaseFont"]).partition("+")[2] for font in pdf.pages[0].obj["/Resources"]["/Font"].values()}
    assert names <= {path.stem for path in FONTS.path.glob("*.ttf")}
    assert {"NotoSans-Regular", "NotoSansThai-Regular"} <= names


def test_what_no_font_has_is_a_box_with_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        content = made([Paragraph("a\U0001f5f3\U0001f5f3\u13a0")], title="Ballots")
    assert caplog.messages == ["Ballots: no font has U+1F5F3, U+13A0; a box stands in its place"]
    assert text_of(content) == "a\U0001f5f3\U0001f5f3\u13a0"
    row = [picture_of(content).getpixel((x, 71)) for x in range(60, 100)]
    assert any(pixel != (255, 255, 255) for pixel in row[8:])


def test_text_with_soft_hyphens_is_read_back() -> None:
    text = "Ver\u00adsamm\u00adlungs\u00adleitung " * 20
    assert (
        text_of(made([Paragraph(text.strip())])).replace("\u00ad", "").replace("\ufffe", "")
        == text.replace("\u00ad", "").strip()
    )
