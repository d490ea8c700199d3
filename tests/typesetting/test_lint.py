"""The lint itself: a good file has no problem, and each way of breaking it is found."""

import io
from collections.abc import Callable, Iterator
from functools import cache

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from meetings.typesetting import Attachment, Column, Heading, Items, Paragraph, QrCode, SignatureField, Table
from tests.typesetting.lint import lint
from tests.typesetting.making import document

Fault = Callable[[pikepdf.Pdf], object]


@cache
def good() -> bytes:
    attachments = [Attachment(f"{name}.json", "application/json", b"{}", "the log") for name in ("log", "more")]
    table = Table([Column(), Column()], [["1", "2"], ["3", "4"]], header=["a", "b"])
    signature = SignatureField("Chair", "Signature of the chair", 100, 40)
    words = [Heading(1, "Title"), Heading(2, "Part"), Paragraph("Text", lang="fr"), Items(["a", "b"])]
    blocks = [*words, table, QrCode("x", 50), signature]
    return document(attachments=attachments).render(blocks)


def font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.pages[0].obj["/Resources"]["/Font"]["/M2"]


def elements(pdf: pikepdf.Pdf, tag: str) -> Iterator[pikepdf.Object]:
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/S") == Name("/" + tag):
            yield thing


def retag(pdf: pikepdf.Pdf, old: str, new: str) -> None:
    for element in list(elements(pdf, old)):
        element["/S"] = Name("/" + new)


def forget(pdf: pikepdf.Pdf, tag: str, key: str) -> None:
    for element in list(elements(pdf, tag)):
        del element[key]


def in_metadata(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    stream = pdf.Root["/Metadata"]
    assert old in stream.read_bytes()
    stream.write(stream.read_bytes().replace(old, new))


def add(pdf: pikepdf.Pdf, operators: bytes) -> None:
    pdf.pages[0].contents_add(operators)


def annotation(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.pages[-1].obj["/Annots"][0]


def run_lengths(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """An empty page in an encoding that nobody needs."""
    return pikepdf.Stream(pdf, b"\x01q\n\x01Q\n\x80", Filter=Name.RunLengthDecode)


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=pikepdf.String("1"))


FAULTS: dict[str, Fault] = {
    "no sRGB output intent": lambda pdf: pdf.Root.__delitem__("/OutputIntents"),
    "no XMP metadata": lambda pdf: pdf.Root.__delitem__("/Metadata"),
    "pdfaid:part is not 3": lambda pdf: in_metadata(pdf, b"<pdfaid:part>3", b"<pdfaid:part>2"),
    "pdfaid:conformance is Z": lambda pdf: in_metadata(pdf, b"conformance>A", b"conformance>Z"),
    "pdfuaid:part is 7": lambda pdf: in_metadata(pdf, b"<pdfuaid:part>1", b"<pdfuaid:part>7"),
    "Title is not dc:title": lambda pdf: pdf.docinfo.__setitem__("/Title", "Another"),
    "filter RunLengthDecode": lambda pdf: pdf.pages[0].obj.__setitem__("/Contents", run_lengths(pdf)),
    "stream outside the file": lambda pdf: pdf.Root["/Metadata"].__setitem__("/F", pikepdf.String("elsewhere")),
    "no tag of a subset": lambda pdf: font(pdf).__setitem__("/BaseFont", Name("/NotoSans")),
    "no dc:title": lambda pdf: in_metadata(pdf, b"dc:title", b"dc:other"),
    "catalogue has /OpenAction": lambda pdf: pdf.Root.__setitem__("/OpenAction", script()),
    "NeedAppearances": lambda pdf: pdf.Root["/AcroForm"].__setitem__("/NeedAppearances", True),
    "file specification without /AFRelationship": lambda pdf: pdf.Root["/AF"][0].__delitem__("/AFRelationship"),
    "attachment not in AF": lambda pdf: pdf.Root.__setitem__("/AF", Array([pdf.Root["/AF"][0]])),
    "attachment without media type": lambda pdf: pdf.Root["/AF"][0]["/EF"]["/F"].__delitem__("/Subtype"),
    "is no media type": lambda pdf: pdf.Root["/AF"][0]["/EF"]["/F"].__setitem__("/Subtype", Name("/text/plain; a=b")),
    "not marked as tagged": lambda pdf: pdf.Root.__delitem__("/MarkInfo"),
    "no DisplayDocTitle": lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"),
    "language of the document": lambda pdf: pdf.Root.__setitem__("/Lang", pikepdf.String("english language")),
    "no structure tree": lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"),
    "structure type Heading": lambda pdf: retag(pdf, "H1", "Heading"),
    "TD inside Table": lambda pdf: retag(pdf, "TR", "Table"),
    "TH without Scope": lambda pdf: forget(pdf, "TH", "/A"),
    "Figure without Alt": lambda pdf: forget(pdf, "Figure", "/Alt"),
    "Alt of Figure is blank": lambda pdf: next(elements(pdf, "Figure")).__setitem__("/Alt", pikepdf.String(" ")),
    "heading level skipped at H4": lambda pdf: retag(pdf, "H2", "H4"),
    "P: wrong parent": lambda pdf: [element.__setitem__("/P", pdf.Root) for element in elements(pdf, "P")],
    "LI directly in Table": lambda pdf: retag(pdf, "L", "Table"),
    "Lbl inside P": lambda pdf: retag(pdf, "LI", "P"),
    "P directly in TR": lambda pdf: retag(pdf, "TD", "P"),
    "L without ListNumbering": lambda pdf: forget(pdf, "L", "/A"),
    "Form without Alt": lambda pdf: forget(pdf, "Form", "/Alt"),
    "language of P": lambda pdf: next(elements(pdf, "P")).__setitem__("/Lang", pikepdf.String("the french")),
    "mark 2 has no element": lambda pdf: next(elements(pdf, "P")).__setitem__("/K", 77),
    "table rows of different lengths": lambda pdf: next(elements(pdf, "TR"))["/K"].__delitem__(0),
    "content neither tagged nor artifact (Tj)": lambda pdf: add(pdf, b"BT /M2 8 Tf <0001> Tj ET"),
    "DeviceCMYK": lambda pdf: add(pdf, b"/Artifact BMC 0 0 0 1 k EMC"),
    "operator zz": lambda pdf: add(pdf, b"/Artifact BMC zz EMC"),
    "BDC without EMC": lambda pdf: add(pdf, b"/Artifact BMC"),
    "MCID used twice": lambda pdf: add(pdf, b"/P<</MCID 0>>BDC EMC"),
    "tagged content nested": lambda pdf: add(pdf, b"/Artifact BMC /P<</MCID 99>>BDC EMC EMC"),
    "the parent tree does not cover": lambda pdf: add(pdf, b"/P<</MCID 99>>BDC EMC"),
    "is .notdef": lambda pdf: add(pdf, b"/Artifact BMC BT /M2 8 Tf <0000> Tj ET EMC"),
    "not embedded": lambda pdf: font(pdf)["/DescendantFonts"][0]["/FontDescriptor"].__delitem__("/FontFile2"),
    "has the width": lambda pdf: font(pdf)["/DescendantFonts"][0]["/W"][1].__setitem__(2, 999),
    "no ToUnicode": lambda pdf: font(pdf).__delitem__("/ToUnicode"),
    "no CIDToGIDMap": lambda pdf: font(pdf)["/DescendantFonts"][0].__delitem__("/CIDToGIDMap"),
    "is not Type0": lambda pdf: font(pdf).__setitem__("/Subtype", Name.TrueType),
    "form field without TU": lambda pdf: annotation(pdf).__delitem__("/TU"),
    "annotation without appearance": lambda pdf: annotation(pdf).__delitem__("/AP"),
    "annotation flags 2": lambda pdf: annotation(pdf).__setitem__("/F", 2),
    "annotation not in the structure tree": lambda pdf: annotation(pdf).__delitem__("/StructParent"),
    "page with annotations lacks Tabs S": lambda pdf: pdf.pages[-1].obj.__delitem__("/Tabs"),
}


def test_a_good_file_has_no_problem() -> None:
    assert lint(good()) == []


@pytest.mark.parametrize("problem", FAULTS)
def test_each_fault_is_found(problem: str) -> None:
    broken = io.BytesIO()
    with pikepdf.open(io.BytesIO(good())) as pdf:
        FAULTS[problem](pdf)
        pdf.save(broken, static_id=True, fix_metadata_version=False)
    assert any(problem in found for found in lint(broken.getvalue()))


def test_a_stream_must_end_with_a_line_end() -> None:
    assert "endstream without an end of line before it" in lint(good().replace(b"\nendstream", b" endstream"))


def test_the_header_must_be_that_of_a_pdf() -> None:
    assert "header" in lint(b"% comment\n" + good())
