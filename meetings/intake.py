"""What is uploaded: recognised by its content, made harmless, or refused with a sentence that says why.

Runs in a worker process, since hostile files are opened here. PDFs are rewritten without scripts, launch actions and
embedded files, and with their objects packed, which lets a tablet show the first page after a few requests.
"""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import pikepdf

LARGEST = 50 * 2**20
MOST_PIXELS = 50_000_000
MOST_PAGES = 5_000

_IN_DOCUMENT = ("/OpenAction", "/AA", "/AcroForm", "/AF", "/Collection", "/JavaScript", "/XFA")
_IN_NAMES = ("/JavaScript", "/EmbeddedFiles")
_ANYWHERE = ("/AA", "/AF")
_ACTIVE_ANNOTATIONS = frozenset({"/FileAttachment", "/Screen", "/RichMedia", "/3D", "/Movie", "/Sound", "/Widget"})
_HARMLESS_ACTIONS = frozenset({"/GoTo", "/URI", "/Named"})
_HARMFUL_ACTIONS = frozenset(
    "/JavaScript /Launch /SubmitForm /ImportData /GoToR /GoToE /Rendition /RichMediaExecute /Movie".split()
)


class NotTaken(Exception):
    """The upload is refused. The message is a sentence for the person who uploaded it; `values` fill its `{names}`."""

    def __init__(self, sentence: str, values: Mapping[str, int] | None = None) -> None:
        # Both are kept as arguments, by which the exception goes from the worker process to the server.
        super().__init__(sentence, values or {})
        self.sentence = sentence
        self.values = values or {}

    def __str__(self) -> str:
        return self.sentence.format(**self.values)


class Taken(Struct, frozen=True):
    """An upload as it will be stored."""

    content: bytes
    media_type: str
    pages: int


def take_in(content: bytes) -> Taken:
    """The upload, ready to be stored. Raises NotTaken."""
    if not content:
        raise NotTaken("The file is empty.")
    if len(content) > LARGEST:
        values = {"size": -(-len(content) // 2**20), "most": LARGEST // 2**20}
        raise NotTaken("The file has {size} MB; at most {most} MB are taken.", values)
    if content[:1024].find(b"%PDF-") >= 0:
        return _pdf(content)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _picture(content, "PNG", "image/png")
    if content.startswith(b"\xff\xd8\xff"):
        return _picture(content, "JPEG", "image/jpeg")
    raise NotTaken("This is not a PDF, PNG or JPEG file, whatever its name says.")


def _pdf(content: bytes) -> Taken:
    import pikepdf

    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise NotTaken("The PDF is protected; please save it without protection and upload it again.")
            pages = len(pdf.pages)
            if not 1 <= pages <= MOST_PAGES:
                values = {"pages": pages, "most": MOST_PAGES}
                raise NotTaken("The PDF has {pages} pages; 1 to {most} are taken.", values)
            _disarm(pdf)
            out = BytesIO()
            mode = pikepdf.ObjectStreamMode.generate
            pdf.save(out, object_stream_mode=mode, deterministic_id=True)
    except pikepdf.PasswordError as fault:
        raise NotTaken("The PDF is encrypted; please save it without a password and upload it again.") from fault
    except (pikepdf.PdfError, RecursionError, ValueError) as fault:
        raise NotTaken("The PDF is damaged and cannot be read; please make it anew.") from fault
    return Taken(out.getvalue(), "application/pdf", pages)


def _disarm(pdf: "pikepdf.Pdf") -> None:
    """Take out everything that could act by itself, run a program, or hide another file."""
    import pikepdf

    _remove(pdf.Root, _IN_DOCUMENT)
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        _remove(names, _IN_NAMES)
    for page in pdf.pages:
        _disarm_annotations(page.obj)
    # Bookmarks and whatever else may hold an action, wherever it stands.
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            _disarm_thing(thing)


def _remove(thing: "pikepdf.Object", names: Iterable[str]) -> None:
    for name in names:
        if name in thing:
            del thing[name]


def _disarm_thing(thing: "pikepdf.Object") -> None:
    import pikepdf

    _remove(thing, _ANYWHERE)
    action = thing.get("/A")
    if isinstance(action, pikepdf.Dictionary) and not _is_harmless(action):
        del thing["/A"]
    if str(thing.get("/S")) in _HARMFUL_ACTIONS:
        _remove(thing, list(thing.keys()))


def _disarm_annotations(page: "pikepdf.Object") -> None:
    import pikepdf

    annotations = page.get("/Annots")
    if isinstance(annotations, pikepdf.Array):
        kept = [each for each in list(annotations) if isinstance(each, pikepdf.Dictionary) and _may_stay(each)]
        page["/Annots"] = pikepdf.Array(kept)


def _may_stay(annotation: "pikepdf.Object") -> bool:
    if str(annotation.get("/Subtype")) in _ACTIVE_ANNOTATIONS or "/AA" in annotation:
        return False
    action = annotation.get("/A")
    return action is None or _is_harmless(action)


def _is_harmless(action: "pikepdf.Object") -> bool:
    """Whether an action only leads to a place; an attribute of a tagged PDF, which has no kind, is none at all."""
    kind = action.get("/S")
    return (kind is None or str(kind) in _HARMLESS_ACTIONS) and "/Next" not in action


def _picture(content: bytes, form: str, media_type: str) -> Taken:
    """The picture drawn anew: what is not picture does not come along."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content), formats=(form,)) as picture:
            width, height = picture.size
            if width * height > MOST_PIXELS:
                values = {"width": width, "height": height, "most": MOST_PIXELS // 10**6}
                raise NotTaken("The picture has {width} × {height} pixels; at most {most} million are taken.", values)
            upright = ImageOps.exif_transpose(picture)
            out = BytesIO()
            upright.convert("RGB" if form == "JPEG" else "RGBA").save(out, format=form, quality=90)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise NotTaken("The picture is damaged and cannot be read.") from fault
    return Taken(out.getvalue(), media_type, 1)
