"""What we reach inside ReportLab: one test for each name, so that an upgrade that moves one fails here."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from meetings.typesetting.reportlab_seams import Press

# ReportLab's own parts are looked at on purpose.
# pyright: reportPrivateUsage=false, reportUnknownMemberType=false, reportAttributeAccessIssue=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# ruff: noqa: SLF001


@pytest.fixture
def press() -> Press:
    return Press(io.BytesIO(), (200, 100), "en", datetime(2026, 11, 22, 10, 20, 30, tzinfo=UTC))


def written(press: Press) -> bytes:
    """The file with its objects unpacked, so that they can be read."""
    press.finish_page(0)
    press.save()
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(press._filename.getvalue())) as pdf:
        pdf.save(
            plain,
            static_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
        )
    return plain.getvalue()


def test_the_content_of_a_page_is_a_list_of_operators(press: Press) -> None:
    assert press.operators is press._code
    press.operators.append("0 0 5 5 re f")
    assert press.is_page_begun
    press.finish_page(7)
    assert press.page_count == 1
    assert not press.is_page_begun
    assert b"0 0 5 5 re f" in written(press)


def test_the_first_operators_of_a_page_name_no_font(press: Press) -> None:
    assert "Helvetica" not in press._preamble
    assert b"Tf" not in written(press)


def test_what_is_drawn_late_comes_before_what_the_page_shows(press: Press) -> None:
    press.operators.append("2 w")
    press.finish_page(0)
    press.begin_page_with(0, "1 w")
    content = written(press)
    assert 0 < content.index(b"\n1 w\n") < content.index(b"\n2 w\n")


def test_the_time_comes_from_the_caller(press: Press) -> None:
    assert b"(D:20261122102030+00'00')" in written(press)


def test_the_identity_comes_from_the_caller(press: Press) -> None:
    press.identify("ab" * 16)
    press.save()
    with pikepdf.open(io.BytesIO(press._filename.getvalue())) as pdf:
        assert [bytes(part).hex() for part in pdf.trailer["/ID"]] == ["ab" * 16] * 2  # pyright: ignore[reportGeneralTypeIssues]  # an array


def test_properties_are_set_by_name(press: Press) -> None:
    press.describe({"Title": "T1", "Author": "A1", "Subject": "S1", "Creator": "C1", "Producer": "P1"})
    content = written(press)
    assert all(f"({value})".encode() in content for value in ("T1", "A1", "S1", "C1", "P1"))


def test_an_object_of_ours_is_written_and_referred_to(press: Press) -> None:
    inner = press.include(b"(inner)")
    outer = press.include(lambda refer: b"[" + refer(inner) + b"]")
    press.catalogue({"OutputIntents": [outer], "AF": press.include(b"(af)")})
    with pikepdf.open(io.BytesIO(written(press))) as pdf:
        assert str(pdf.Root["/OutputIntents"][0][0]) == "inner"
        assert str(pdf.Root["/AF"]) == "af"
    assert inner.pointer.endswith(b" 0 R")


def test_an_object_may_be_defined_after_it_was_referred_to(press: Press) -> None:
    press.resources.define(lambda _: b"<</Late true>>")
    assert b"/Late true" in written(press)


def test_pages_and_catalogue_take_entries_that_reportlab_does_not_know(press: Press) -> None:
    press.catalogue({"AF": press.include(b"[]"), "MarkInfo": press.include(b"<<>>")})
    content = written(press)
    for entry in (b"/StructParents 0", b"/Tabs /S", b"/AF ", b"/MarkInfo ", b"/Lang (en)"):
        assert entry in content


def test_the_lists_that_are_lengthened_are_still_there() -> None:
    assert "Annots" in pdfdoc.PDFPage.__NoDefault__
    assert {"Metadata", "StructTreeRoot", "AcroForm", "Names"} <= set(pdfdoc.PDFCatalog.__NoDefault__)


def test_the_outline_leads_to_a_place(press: Press) -> None:
    press.operators.append("1 w")
    press.bookmark("Điểm", 0, 50)
    content = written(press)
    assert b"/Outlines " in content
    assert b"/XYZ 0 50 0" in content


def test_annotations_of_a_page_are_collected(press: Press) -> None:
    press.annotate(press.include(b"<</Type/Annot>>"))
    content = written(press)
    assert b"/Type /Annot" in content
    assert b"/Annots [" in content


def test_a_page_has_a_reference_before_it_is_finished(press: Press) -> None:
    first = press.this_page()
    assert press.this_page() is first
    press.finish_page(0)
    assert press.this_page() is not first
    press.catalogue({"AF": press.include(lambda refer: b"<</Pg " + refer(first) + b">>")})
    assert b"/Pg " in written(press)
    assert first.pointer.endswith(b" 0 R")


def test_the_document_is_asked_once_for_its_bytes(press: Press) -> None:
    press.operators.append("1 w")
    press.finish_page(0)
    press.save()
    content = press._filename.getvalue()
    assert content == press._filename.getvalue()
    assert content.endswith(b"%%EOF\n")
    assert b"/ObjStm" in content


def test_flowables_are_asked_for_what_we_answer() -> None:
    for name in ("wrap", "split", "drawOn", "getSpaceBefore", "getSpaceAfter"):
        assert callable(getattr(Flowable, name))
    assert callable(Canvas.absolutePosition)
