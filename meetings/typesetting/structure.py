"""The structure tree of a tagged file: what is a heading, a paragraph, a table, and what on the pages belongs to it."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from meetings.typesetting import syntax
from meetings.typesetting.reportlab_seams import Indirect, Refer, Reference

NOTHING_MORE: Final[Mapping[str, bytes]] = {}


class _Marked(NamedTuple):
    """Marked content on a page."""

    page: Reference
    number: int


class _Object(NamedTuple):
    """An annotation on a page."""

    page: Reference
    annotation: Indirect


class Element(Indirect):
    """One element. Its page is that of its first content. A long document has hundreds of thousands."""

    __slots__ = ("_attributes", "_kids", "_page", "_parent", "tag")

    def __init__(
        self, tag: str, parent: "Element | StructureTree", attributes: Mapping[str, bytes] = NOTHING_MORE
    ) -> None:
        super().__init__(b"")
        self.tag = tag
        self._parent = parent
        self._attributes = attributes
        self._page: Reference | None = None
        self._kids: list[int | Element | _Marked | _Object] = []
        parent.adopt(self)

    def adopt(self, child: "Element") -> None:
        self._kids.append(child)

    def mark(self, page: Reference, number: int) -> None:
        """The element owns the marked content of this number on this page."""
        if self._page is None:
            self._page = page
        self._kids.append(number if page is self._page else _Marked(page, number))

    def hold(self, page: Reference, annotation: Indirect) -> None:
        self._kids.append(_Object(page, annotation))

    def written(self, refer: Refer) -> bytes:
        parts = [b"<</S/%s/P %s" % (self.tag.encode(), refer(self._parent))]
        if self._page is not None:
            parts.append(b"/Pg " + refer(self._page))
        kids = [_kid(kid, refer) for kid in self._kids]
        if kids:
            parts.append(b"/K " + kids[0] if len(kids) == 1 else b"/K" + syntax.array(kids))
        parts += [b"/%s %s" % (key.encode(), value) for key, value in self._attributes.items()]
        return b"".join(parts) + b">>"


def _kid(kid: int | Element | _Marked | _Object, refer: Refer) -> bytes:
    match kid:
        case int():
            return b"%d" % kid
        case Element():
            return refer(kid)
        case _Marked(page, number):
            return b"<</Type/MCR/Pg %s/MCID %d>>" % (refer(page), number)
        case _Object(page, annotation):
            return b"<</Type/OBJR/Pg %s/Obj %s>>" % (refer(page), refer(annotation))


class StructureTree(Indirect):
    """The root, and for each page and annotation the elements that own its content."""

    __slots__ = ("_kids", "_owners")

    def __init__(self) -> None:
        super().__init__(b"")
        self._kids: list[Element] = []
        self._owners: list[Sequence[Element] | Element] = []

    def adopt(self, child: Element) -> None:
        self._kids.append(child)

    def register(self, owners: Sequence[Element] | Element) -> int:
        """Key of a page (the owners of its marked content in order) or of an annotation (its one owner)."""
        self._owners.append(owners)
        return len(self._owners) - 1

    def written(self, refer: Refer) -> bytes:
        owners = [
            b"%d %s" % (key, refer(owner) if isinstance(owner, Element) else syntax.array(map(refer, owner)))
            for key, owner in enumerate(self._owners)
        ]
        return syntax.dictionary(
            {
                "Type": b"/StructTreeRoot",
                "K": syntax.array(map(refer, self._kids)),
                "ParentTree": syntax.dictionary({"Nums": syntax.array(owners)}),
                "ParentTreeNextKey": b"%d" % len(self._owners),
            }
        )
