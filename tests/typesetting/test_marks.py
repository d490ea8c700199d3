"""QR codes, pictures, rules and signature fields: where they stand, and what is said in their place."""

import io

import pikepdf
import pytest
import segno
from PIL import Image

from meetings.typesetting import Align, Columns, Drawing, Paragraph, Picture, QrCode, Rule, Shape, SignatureField
from meetings.typesetting.images import MOST_PIXELS, PictureUnreadable, read_raster
from meetings.typesetting.marks import qr_operators
from tests.typesetting.making import made
from tests.typesetting.reading import picture_of
from tests.typesetting.structure_of import attributes_of, structure_of


def picture(mode: str, form: str, colour: object) -> bytes:
    written = io.BytesIO()
    Image.new(mode, (4, 2), colour).save(written, form)  # pyright: ignore[reportArgumentType]  # any colour of the mode
    return written.getvalue()


def test_a_qr_code_is_drawn_module_by_module() -> None:
    modules = [list(row) for row in segno.make("x", error="m", micro=False).matrix]
    drawn = qr_operators("x", 0, 290, 290)  # 21 modules and 8 empty ones, ten points each
    boxes = [tuple(map(float, box.split())) for box in drawn.removeprefix("q 0 g ").split(" re")[:-1]]
    dark = {
        (round(290 - y) // 10 - 5, round(x) // 10 - 4 + step)
        for x, y, width, _ in boxes
        for step in range(round(width / 10))
    }
    assert dark == {(row, at) for row, line in enumerate(modules) for at, module in enumerate(line) if module}


def test_a_qr_code_is_a_figure_with_words_in_its_place() -> None:
    content = made([QrCode("https://example.org", 60, "Where to check this document", Align.END)])
    assert attributes_of(content, "Figure", "/Alt") == ["Where to check this document"]


@pytest.mark.parametrize(
    ("mode", "form", "colour", "expected"),
    [
        ("RGB", "PNG", (255, 0, 0), (255, 0, 0)),
        ("RGB", "JPEG", (0, 0, 255), (0, 0, 255)),
        ("L", "PNG", 100, (100, 100, 100)),
        ("1", "PNG", 0, (0, 0, 0)),
        ("P", "PNG", 0, (0, 0, 0)),
        ("LA", "PNG", (80, 255), (80, 80, 80)),
        ("RGBA", "PNG", (255, 0, 0, 0), (255, 255, 255)),
        ("CMYK", "JPEG", (0, 0, 0, 0), (255, 255, 255)),
    ],
)
def test_each_kind_of_picture_is_seen(mode: str, form: str, colour: object, expected: tuple[int, ...]) -> None:
    drawn = picture_of(made([Picture(picture(mode, form, colour), 100, "Emblem")]))
    found = drawn.getpixel((110, 90))
    assert isinstance(found, tuple)
    assert all(abs(a - b) <= 3 for a, b in zip(found, expected, strict=True))


def test_the_same_picture_is_stored_once() -> None:
    emblem = Picture(picture("RGB", "PNG", (1, 2, 3)), 20, "Emblem")
    with pikepdf.open(io.BytesIO(made([emblem, emblem]))) as pdf:
        assert len(list(pdf.pages[0].obj["/Resources"]["/XObject"])) == 1


@pytest.mark.parametrize("content", [b"", b"not a picture", picture("RGB", "PNG", 0)[:40], picture("RGB", "BMP", 0)])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(PictureUnreadable, match="A PNG or JPEG picture was expected"):
        read_raster(content)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    written = io.BytesIO()
    Image.new("1", (MOST_PIXELS // 1000, 1001)).save(written, "PNG")
    with pytest.raises(PictureUnreadable, match="A picture of at most"):
        read_raster(written.getvalue())


def fields(content: bytes) -> dict[str, tuple[list[float], str]]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = pdf.Root["/AcroForm"]["/Fields"]
        return {str(f["/T"]): ([float(v) for v in f["/Rect"]], str(f["/TU"])) for f in found}


def test_signature_fields_stand_where_they_were_placed() -> None:
    chair = SignatureField("Chair", "Signature of the chair", 180, 60)
    secretary = SignatureField("Secretary", "Signature of the secretary", 180, 60, align=Align.END, border=False)
    content = made([Columns([[Paragraph("Chair"), chair], [Paragraph("Secretary"), secretary]])])
    found = fields(content)
    assert {name: tooltip for name, (_, tooltip) in found.items()} == {
        "Chair": "Signature of the chair",
        "Secretary": "Signature of the secretary",
    }
    for name, left in (("Chair", 60.0), ("Secretary", 359.28)):
        box = found[name][0]
        assert box[0] == pytest.approx(left, abs=0.02)
        assert (box[2] - box[0], box[3] - box[1]) == pytest.approx((180, 60), abs=0.02)
    assert found["Chair"][0][1] == found["Secretary"][0][1]
    assert [tag for tag, _ in structure_of(content)] == ["P", "Form", "P", "Form"]


def test_a_signature_field_without_a_tooltip_is_called_by_its_name() -> None:
    assert attributes_of(made([SignatureField("Chair", " ", 50, 20)]), "Form", "/Alt") == ["Chair"]


def test_signature_fields_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="Signature fields of different names were expected; 'Chair' came twice"):
        made([SignatureField("Chair", "a", 50, 20), SignatureField("Chair", "b", 50, 20)])


@pytest.mark.parametrize("name", ["", "chair.1"])
def test_a_signature_field_needs_a_name_that_is_no_path(name: str) -> None:
    with pytest.raises(ValueError, match="A name without full stops was expected"):
        SignatureField(name, "a", 50, 20)


def test_a_rule_is_decoration() -> None:
    assert structure_of(made([Rule(width=0.3, colour=(0.5, 0.5, 0.5))])) == []


@pytest.mark.parametrize("words", ["", " \n"])
def test_a_picture_without_words_is_decoration(words: str) -> None:
    bar = Shape([(0, 0), (60, 0), (60, 20)], (0, 0, 1))
    blocks = [
        Drawing([bar], 100, 20, words),
        Picture(picture("RGB", "PNG", (1, 2, 3)), 20, words),
        QrCode("x", 50, words),
    ]
    assert structure_of(made(blocks)) == []


def test_a_drawing_is_a_figure_of_filled_shapes() -> None:
    bar = Shape([(0, 0), (60, 0), (60, 20), (0, 20)], (0, 0, 1))
    content = made([Drawing([bar, Shape([(80, 0), (100, 0), (90, 20)])], 100, 20, "60 for, 20 against")])
    assert attributes_of(content, "Figure", "/Alt") == ["60 for, 20 against"]
    assert picture_of(content).getpixel((80, 75)) == (0, 0, 255)
