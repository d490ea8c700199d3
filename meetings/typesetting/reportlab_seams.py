"""The one module that touches what ReportLab does not publish. tests/typesetting/test_reportlab_seams.py names each
such part, so that an upgrade that moves one fails there and not in somebody's minutes."""

# ReportLab's own parts are reached on purpose, and its stubs leave most of them untyped.
# pyright: reportPrivateUsage=false, reportUnknownMemberType=false, reportAttributeAccessIssue=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUntypedBaseClass=false
# ruff: noqa: SLF001

from collections.abc import Callable, Generator, Mapping, Sequence
from datetime import datetime
from typing import BinaryIO, ClassVar

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from meetings.typesetting import syntax
from meetings.typesetting.binding import Binder


class Reference:
    """Something that another object can point at; "12 0 R" as soon as its number is known."""

    __slots__ = ("pointer",)

    def __init__(self) -> None:
        self.pointer = b""


# Gives the "12 0 R" of an object while the file is written.
Refer = Callable[[Reference], bytes]


class Indirect(Reference):
    """An object of the file whose bytes are made when it is written. ReportLab never sees it: there are many."""

    __slots__ = ("_body",)

    def __init__(self, body: Callable[[Refer], bytes] | bytes) -> None:
        super().__init__()
        self._body = body

    def define(self, body: Callable[[Refer], bytes]) -> None:
        """Says late what the object is."""
        self._body = body

    def written(self, refer: Refer) -> bytes:
        return self._body if isinstance(self._body, bytes) else self._body(refer)


class PageReference(Reference):
    """A page that may not be finished yet."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class _Page(pdfdoc.PDFPage):
    __NoDefault__: ClassVar[list[str]] = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]  # pyright: ignore[reportIncompatibleVariableOverride]


class _Catalog(pdfdoc.PDFCatalog):
    __NoDefault__: ClassVar[list[str]] = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents", "AF"]  # pyright: ignore[reportIncompatibleVariableOverride]
    __Refs__: ClassVar[list[str]] = [entry for entry in __NoDefault__ if entry not in ("PageMode", "PageLayout")]


class _Document(pdfdoc.PDFDocument):
    """Numbers our objects together with ReportLab's own, and binds all of them into a file."""

    ours: dict[int, Indirect]

    def take(self, thing: Indirect) -> None:
        """Gives an object its number."""
        self.objectcounter += 1
        self.ours[self.objectcounter] = thing
        thing.pointer = b"%d 0 R" % self.objectcounter

    def refer(self, other: Reference) -> bytes:
        if not other.pointer:
            if isinstance(other, Indirect):
                self.take(other)
            elif isinstance(other, PageReference):
                other.pointer = pdfdoc.PDFObjectReference(other.name).format(self)
        return other.pointer

    def foreign(self, thing: Indirect) -> pdfdoc.PDFObjectReference:
        """A reference to an object of ours as ReportLab's objects hold it."""
        pointer = self.refer(thing)
        name = f"ours {pointer.decode()}"
        self.idToObjectNumberAndVersion[name] = (int(pointer.split()[0]), 0)
        return pdfdoc.PDFObjectReference(name)

    def format(self) -> bytes:
        root, record = (self.Reference(thing).format(self) for thing in (self.Catalog, self.info))
        binder = Binder()
        binder.take(self._bodies())
        return binder.file(root, record, self.ID())

    def _bodies(self) -> Generator[bytes]:
        """Body after body; writing one may bring further objects."""
        number = 0
        while number < self.objectcounter:
            number += 1
            # Taken out: a page or a font is not needed again when it has been written.
            thing = self.ours.pop(number, None)
            if thing is not None:
                yield thing.written(self.refer)
            else:
                yield pdfdoc.format(self.idToObject[self.numberToId[number]], self, toplevel=1)


class Press(Canvas):
    """ReportLab's canvas with a plain front on the parts that tagged archive files need."""

    def __init__(self, target: BinaryIO, page_size: tuple[float, float], language: str, moment: datetime) -> None:
        super().__init__(
            target, pagesize=page_size, invariant=1, pdfVersion=(1, 7), pageCompression=1, lang=language
        )  # fmt: skip
        # The date comes from the caller, never from the clock.
        stamp = self._doc._timeStamp
        stamp.t, stamp.lt, stamp.YMDhms = moment.timestamp(), moment.timetuple(), tuple(moment.timetuple())[:6]
        self._doc.__class__ = _Document
        self._doc.ours = {}
        self.resources = Indirect(b"<<>>")
        self._this_page = PageReference("")
        self._bookmarks = 0

    def _make_preamble(self) -> None:
        # ReportLab begins every page with Helvetica, which is not embedded.
        self._preamble = "1 0 0 1 0 0 cm"

    @property
    def operators(self) -> list[str]:
        """The content of the current page so far."""
        return self._code

    def this_page(self) -> Reference:
        name = self._doc.thisPageName()
        if name != self._this_page.name:
            self._this_page = PageReference(name)
        return self._this_page

    def include(self, body: Callable[[Refer], bytes] | bytes) -> Indirect:
        """A new object of the file."""
        thing = Indirect(body)
        self._doc.take(thing)
        return thing

    def annotate(self, annotation: Indirect) -> None:
        self._annotationrefs.append(self._doc.foreign(annotation))

    def finish_page(self, structure_key: int | None) -> None:
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__class__ = _Page
        page.StructParents = structure_key
        page.Tabs = pdfdoc.PDFName("S")
        page.Resources = self._doc.foreign(self.resources)
        page.Contents = self._doc.foreign(self.include(syntax.stream(page.stream.encode("latin-1"), {})))
        page.stream = None

    @property
    def is_page_begun(self) -> bool:
        return bool(self._code)

    @property
    def page_count(self) -> int:
        return len(self._doc.Pages.pages)

    def begin_page_with(self, index: int, operators: str) -> None:
        """Content that is drawn, and read, before what the page shows already."""
        page = self._doc.Pages.pages[index]
        later = self.include(syntax.stream(operators.encode("latin-1"), {}))
        page.Contents = pdfdoc.PDFArray([self._doc.foreign(later), page.Contents])

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
            foreign = self._doc.foreign
            value = foreign(entry) if isinstance(entry, Indirect) else pdfdoc.PDFArray([foreign(one) for one in entry])
            setattr(catalog, key, value)
