"""The canvas that the blocks draw on: tagged content, artifacts, annotations, and what is known only at the end."""

import logging
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from meetings.typesetting import syntax
from meetings.typesetting.ink import Ink
from meetings.typesetting.metadata import Description
from meetings.typesetting.reportlab_seams import Indirect, Press, Refer
from meetings.typesetting.structure import Element, StructureTree

_log = logging.getLogger(__name__)

# Draws what depends on the number of pages: (page, pages) -> operators.
Late = Callable[[int, int], str]
# Adds what belongs to the file as a whole, just before it is written.
Finish = Callable[["TaggedCanvas"], None]


class TaggedCanvas(Press):
    """One document on its way to its file. Without tags (for appearances) the same calls draw the same picture."""

    def __init__(
        self,
        target: BinaryIO,
        page_size: tuple[float, float],
        description: Description,
        finish: Finish,
        *,
        tagged: bool = True,
    ) -> None:
        super().__init__(target, page_size, description.language, description.moment)
        self.description, self.is_tagged = description, tagged
        self._finish = finish
        self.ink = Ink()
        self.tree = StructureTree()
        self.body = Element("Document", self.tree, {"Lang": syntax.text(description.language)})
        self._group = self.body
        self.images: dict[str, Indirect] = {}
        self.fields: list[Indirect] = []
        self._field_names: set[str] = set()
        self._late: dict[int, list[tuple[str, Late]]] = {}
        self._begin_page()

    def _begin_page(self) -> None:
        self._owners: list[Element] = []
        self._key = self.tree.register(self._owners) if self.is_tagged else None

    def write(self, operators: str) -> None:
        self.operators.append(operators)

    def element(
        self, tag: str, parent: Element | None = None, attributes: Mapping[str, bytes] | None = None
    ) -> Element | None:
        """A new element of the structure, at the end of its parent, else of the group; None where nothing is tagged."""
        if not self.is_tagged:
            return None
        return Element(tag, parent or self._group, attributes or {})

    @contextmanager
    def grouped(self, tag: str) -> Generator[None]:
        """What is drawn inside belongs together, in an element of its own."""
        around, self._group = self._group, Element(tag, self._group)
        yield
        self._group = around

    @contextmanager
    def tagged(self, element: Element | None) -> Generator[None]:
        """What is drawn inside belongs to the element."""
        if element is None:
            yield
            return
        element.mark(self.this_page(), len(self._owners))
        self.write(f"/{element.tag}<</MCID {len(self._owners)}>>BDC")
        self._owners.append(element)
        yield
        self.write("EMC")

    def show(self, element: Element | None, operators: str) -> None:
        """The operators, as content of the element."""
        with self.tagged(element):
            self.write(operators)

    @contextmanager
    def artifact(self, properties: str = "") -> Generator[None]:
        """What is drawn inside is decoration, or said elsewhere: nobody reads it out."""
        if not self.is_tagged:
            yield
            return
        self.write(f"/Artifact<<{properties}>>BDC" if properties else "/Artifact BMC")
        yield
        self.write("EMC")

    def late(self, draw: Late, properties: str) -> None:
        """Decoration of this page that is drawn when the number of pages is known."""
        self._late.setdefault(self.page_count, []).append((properties, draw))

    def add_field(self, name: str, tooltip: str, box: tuple[float, float, float, float]) -> None:
        """An empty signature field with its element and an empty appearance: PDF/A asks for one."""
        if name in self._field_names:
            raise ValueError(f"Signature fields of different names were expected; {name!r} came twice.")
        self._field_names.add(name)
        page = self.this_page()
        element = Element("Form", self.body, {"Alt": syntax.text(tooltip)})
        appearance = self.include(_empty_form(box[2] - box[0], box[3] - box[1]))
        key = self.tree.register(element)

        def widget(refer: Refer) -> bytes:
            return syntax.dictionary(
                {
                    "Type": b"/Annot",
                    "Subtype": b"/Widget",
                    "FT": b"/Sig",
                    "T": syntax.text(name),
                    "TU": syntax.text(tooltip),
                    "F": b"132",  # printed, locked
                    "Rect": syntax.numbers(box),
                    "P": refer(page),
                    "AP": syntax.dictionary({"N": refer(appearance)}),
                    "StructParent": b"%d" % key,
                }
            )

        annotation = self.include(widget)
        element.hold(page, annotation)
        self.annotate(annotation)
        self.fields.append(annotation)

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        self.finish_page(self._key)
        self._begin_page()

    def save(self) -> None:
        """Draws what was late, writes the fonts and the structure, then the file."""
        if self.is_page_begun:
            self.showPage()
        for index, drawings in self._late.items():
            drawn = [_decoration(properties, draw(index + 1, self.page_count)) for properties, draw in drawings]
            self.begin_page_with(index, "\n".join(drawn))
        self._warn_of_missing()
        self.write_resources()
        self._finish(self)
        super().save()

    def _warn_of_missing(self) -> None:
        """Whoever runs the program learns what readers see: a box."""
        if self.ink.missing:
            named = ", ".join(f"U+{ord(character):04X}" for character in self.ink.missing)
            _log.warning("%s: no font has %s; a box stands in its place", self.description.title, named)

    def write_resources(self) -> None:
        """All pages share one dictionary of fonts and pictures."""
        fonts = {face.resource: face.write(self.include) for face in self.ink.faces.values()}
        self.resources.define(lambda refer: _resources(refer, fonts, self.images))

    def outlined(self, box: Sequence[float], operators: str) -> None:
        """A box drawn as decoration."""
        with self.artifact():
            self.write(f"q {operators} {' '.join(syntax.number(value) for value in box)} re S Q")


def _decoration(properties: str, operators: str) -> str:
    return f"/Artifact<<{properties}>>BDC\n{operators}\nEMC"


def _resources(refer: Refer, fonts: Mapping[str, Indirect], images: Mapping[str, Indirect]) -> bytes:
    return syntax.dictionary(
        {
            "Font": syntax.dictionary({name: refer(font) for name, font in fonts.items()}),
            "XObject": syntax.dictionary({name: refer(image) for name, image in images.items()}),
        }
    )


def _empty_form(width: float, height: float) -> bytes:
    return syntax.stream(
        b" ",
        {
            "Type": b"/XObject",
            "Subtype": b"/Form",
            "BBox": syntax.numbers([0, 0, width, height]),
            "Resources": b"<<>>",
        },
        packed=False,
    )
