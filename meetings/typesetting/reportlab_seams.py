"""The one module that touches what ReportLab does not publish. tests/typesetting/test_reportlab_seams.py names each
such part, so that an upgrade that moves one fails there and not in somebody's minutes."""

# ReportLab's own parts are reached on purpose, and its stubs leave most of them untyped.
# pyright: reportPrivateUsage=false, reportUnknownMemberType=false, reportAttributeAccessIssue=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUntypedBaseClass=false
# ruff: noqa: SLF001

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import BinaryIO, ClassVar, Protocol, cast

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from meetings.typesetting import syntax


class Reference(Protocol):
    """Something that another object can point at."""

    __slots__ = ()


# Gives the "12 0 R" of an object while the file is written.
Refer = Callable[[Reference], bytes]


class Indirect(pdfdoc.PDFObject):
    """An object of the file whose bytes are made when it is written."""

    __RefOnly__ = 1

    def __init__(self, body: Callable[[Refer], bytes] | bytes) -> None:
        self._body = body

    def define(self, body: Callable[[Refer], bytes]) -> None:
        """Says late what the object is."""
        self._body = body

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        if isinstance(self._body, bytes):
            return self._body
        return self._body(lambda other: cast("bytes", document.Reference(other).format(document)))


class _Page(pdfdoc.PDFPage):
    __NoDefault__: ClassVar[list[str]] = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]  # pyright: ignore[reportIncompatibleVariableOverride]

    def check_format(self, document: pdfdoc.PDFDocument) -> None:
        self.Contents = Indirect(syntax.stream(self.stream.encode("latin-1"), {}))
        super().check_format(document)


class _Catalog(pdfdoc.PDFCatalog):
    __NoDefault__: ClassVar[list[str]] = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents", "AF"]  # pyright: ignore[reportIncompatibleVariableOverride]
    __Refs__: ClassVar[list[str]] = [entry for entry in __NoDefault__ if entry not in ("PageMode", "PageLayout")]


class Press(Canvas):
    """ReportLab's canvas with a plain front on the parts that tagged archive files need."""

    def __init__(self, target: BinaryIO, page_size: tuple[float, float], language: str, moment: datetime) -> None:
        super().__init__(
            target, pagesize=page_size, invariant=1, pdfVersion=(1, 7), pageCompression=1, lang=language
        )  # fmt: skip
        # The date comes from the caller, never from the clock.
        stamp = self._doc._timeStamp
        stamp.t, stamp.lt, stamp.YMDhms = moment.timestamp(), moment.timetuple(), tuple(moment.timetuple())[:6]
        self.resources = Indirect(b"<<>>")
        self._bookmarks = 0

    def _make_preamble(self) -> None:
        # ReportLab begins every page with Helvetica, which is not embedded.
        self._preamble = "1 0 0 1 0 0 cm"

    @property
    def operators(self) -> list[str]:
        """The content of the current page so far."""
        return self._code

    def this_page(self) -> Reference:
        return self._doc.thisPageRef()

    def page_number_of(self, page: Reference) -> str:
        """A name that tells one page from the others."""
        return cast("pdfdoc.PDFObjectReference", page).name

    def include(self, body: Callable[[Refer], bytes] | bytes) -> Indirect:
        """A new object of the file."""
        thing = Indirect(body)
        self._doc.Reference(thing)
        return thing

    def annotate(self, annotation: Indirect) -> None:
        self._annotationrefs.append(self._doc.Reference(annotation))

    def finish_page(self, structure_key: int | None) -> None:
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__class__ = _Page
        page.StructParents = structure_key
        page.Tabs = pdfdoc.PDFName("S")
        page.Resources = self.resources

    @property
    def is_page_begun(self) -> bool:
        return bool(self._code)

    @property
    def page_count(self) -> int:
        return len(self._doc.Pages.pages)

    def replace_on_page(self, index: int, token: str, operators: str) -> None:
        page = self._doc.Pages.pages[index]
        page.stream = page.stream.replace(token, operators)

    def bookmark(self, title: str, level: int, top: float) -> None:
        """A line of the outline that leads to this place; levels count from 0 and none may be left out."""
        self._bookmarks += 1
        key = f"heading {self._bookmarks}"
        self.bookmarkHorizontal(key, 0, top)
        self.addOutlineEntry(title, key, level)

    def identify(self, identity: str) -> None:
        """ReportLab's own file identifier is seeded with the clock."""
        self._doc._ID = f"[<{identity}> <{identity}>]".encode()

    def describe(self, properties: Mapping[str, str]) -> None:
        """Entries of the document information dictionary."""
        for key, value in properties.items():
            getattr(self._doc, f"set{key}")(value)

    def catalogue(self, entries: Mapping[str, Indirect | Sequence[Indirect]]) -> None:
        catalog = self._doc.Catalog
        catalog.__class__ = _Catalog
        for key, entry in entries.items():
            value = entry if isinstance(entry, Indirect) else pdfdoc.PDFArray([self._doc.Reference(e) for e in entry])
            setattr(catalog, key, value)
