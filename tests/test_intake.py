"""Uploads: recognised by content, made harmless, or refused with a sentence."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from meetings import intake
from meetings.intake import NotTaken, take_in


def a_pdf(pages: int = 2) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    return pdf


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    out = BytesIO()
    pdf.save(out, **options)  # pyright: ignore[reportArgumentType] - options of pikepdf, passed on
    return out.getvalue()


def a_picture(form: str, size: tuple[int, int] = (40, 30)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#0b5fb0").save(out, format=form)
    return out.getvalue()


def test_a_pdf_is_taken_with_its_pages() -> None:
    taken = take_in(saved(a_pdf(3)))
    assert (taken.media_type, taken.pages) == ("application/pdf", 3)


def test_the_same_pdf_is_taken_as_the_same_bytes() -> None:
    content = saved(a_pdf())
    assert take_in(content) == take_in(content)


@pytest.mark.parametrize(("form", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_picture_is_taken_as_one_page(form: str, media_type: str) -> None:
    taken = take_in(a_picture(form))
    assert (taken.media_type, taken.pages) == (media_type, 1)
    with Image.open(BytesIO(taken.content)) as picture:
        assert picture.size == (40, 30)


def test_what_could_act_is_taken_out_of_a_pdf() -> None:
    pdf = a_pdf()
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('canary')")
    pdf.Root.OpenAction = script
    pdf.Root.AA = pikepdf.Dictionary(WC=script)
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array(["canary", script])))
    pdf.pages[0].obj.AA = pikepdf.Dictionary(O=script)
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="canary.exe")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=launch)
    pdf.pages[0].obj.Annots = pikepdf.Array([link])
    pdf.attachments["canary.txt"] = b"canary"
    with pikepdf.open(BytesIO(take_in(saved(pdf)).content)) as cleaned:
        assert "/OpenAction" not in cleaned.Root
        assert "/AA" not in cleaned.Root
        assert "/AA" not in cleaned.pages[0].obj
        assert len(cleaned.attachments) == 0
        assert b"canary" not in plain(cleaned)


def plain(pdf: pikepdf.Pdf) -> bytes:
    """The file with nothing packed, in which a word can be looked for."""
    return saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)


def test_what_bookmarks_could_do_is_taken_out_and_where_they_lead_stays() -> None:
    pdf = a_pdf()
    with pdf.open_outline() as outline:
        for title, action in [
            ("Script", pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="canary")),
            (
                "Chained",
                pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://canary.example", Next=pikepdf.Dictionary()),
            ),
            ("Web", pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/")),
        ]:
            outline.root.append(pikepdf.OutlineItem(title, action=action))
    hidden = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Launch, F="canary.exe"))
    pdf.Root.PieceInfo = pikepdf.Dictionary(Own=pikepdf.Dictionary(Private=hidden))
    pdf.pages[0].obj.AF = pikepdf.Array([pdf.make_stream(b"canary")])
    with pikepdf.open(BytesIO(take_in(saved(pdf)).content)) as cleaned:
        assert b"canary" not in plain(cleaned)
        with cleaned.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Script", "Chained", "Web"]
        assert b"https://example.org/" in plain(cleaned)


def test_attributes_of_a_tagged_pdf_stay() -> None:
    pdf = a_pdf()
    attributes = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
    heading = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.TH, A=attributes)
    pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(K=pdf.make_indirect(heading)))
    with pikepdf.open(BytesIO(take_in(saved(pdf)).content)) as cleaned:
        assert cleaned.Root.StructTreeRoot.K.A.Scope == pikepdf.Name.Row


def test_a_link_to_a_page_of_the_web_stays() -> None:
    pdf = a_pdf(1)
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    pdf.pages[0].obj.Annots = pikepdf.Array([link])
    with pikepdf.open(BytesIO(take_in(saved(pdf)).content)) as cleaned:
        (kept,) = list(cleaned.pages[0].obj.Annots)
        assert str(kept.A.URI) == "https://example.org/"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"only text that is called a PDF", "This is not a PDF, PNG or JPEG file"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is not a PDF, PNG or JPEG file"),
        (b"%PDF-1.7 and then nothing of the kind", "The PDF is damaged"),
        (b"\x89PNG\r\n\x1a\n broken", "The picture is damaged"),
        (b"\xff\xd8\xff broken", "The picture is damaged"),
    ],
)
def test_what_is_no_paper_is_refused_with_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(NotTaken) as refused:
        take_in(content)
    assert words in str(refused.value)


@pytest.mark.parametrize("user", ["", "secret"])
def test_an_encrypted_pdf_is_refused(user: str) -> None:
    content = saved(a_pdf(), encryption=pikepdf.Encryption(owner="owner", user=user))
    with pytest.raises(NotTaken, match=r"protected|encrypted"):
        take_in(content)


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "LARGEST", 1000)
    with pytest.raises(NotTaken, match="at most"):
        take_in(b"%PDF-" + bytes(1000))


def test_a_picture_of_too_many_pixels_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_PIXELS", 1000)
    with pytest.raises(NotTaken, match="pixels"):
        take_in(a_picture("PNG"))
