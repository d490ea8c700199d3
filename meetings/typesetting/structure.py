"""The structure tree of a tagged file: what is a heading, a paragraph, a table, and what on the pages belongs to it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from meetings.typesetting import syntax
from meetings.typesetting.reportlab_seams import Indirect, Refer, Reference


class _Marked(NamedTuple):
    """Marked content on a page."""

    page: Reference
    number: int


class _Object(NamedTuple):
    """An annotation on a page."""

    page: Reference
    annotation: Indirect


class Element(Indirect):
    """One element. Its page is that of its first content."""

    def __init__(self, tag: str, parent: "Element | StructureTree", attributes: Mapping[str, bytes]) -> None:
        super().__init__(self._written)
        self.tag = tag
        self._parent = parent
        self._attributes = attributes
        self._page: Reference | None = None
        self._page_name = ""
        self._kids: list[int | Element | _Marked | _Object] = []
        parent.adopt(self)

    def adopt(self, child: "Element") -> None:
        self._kids.append(child)

    def mark(self, page: Reference, page_name: str, number: int) -> None:
        """The element owns the marked content of this number on this page."""
        if self._page is None:
            self._page, self._page_name = page, page_name
        self._kids.append(number if page_name == self._page_name else _Marked(page, number))

    def hold(self, page: Reference, annotation: Indirect) -> None:
        self._kids.append(_Object(page, annotation))

    def _written(self, refer: Refer) -> bytes:
        entries = {"Type": b"/StructElem", "S": syntax.name(self.tag), "P": refer(self._parent)}
        if self._page is not None:
            entries["Pg"] = refer(self._page)
        kids = [_kid(kid, refer) for kid in self._kids]
        if kids:
            entries["K"] = kids[0] if len(kids) == 1 else syntax.array(kids)
        return syntax.dictionary({**entries, **self._attributes})


def _kid(kid: int | Element | _Marked | _Object, refer: Refer) -> bytes:
    match kid:
        case int():
            return b"%d" % kid
        case Element():
            return refer(kid)
        case _Marked(page, number):
            return syntax.dictionary({"Type": b"/MCR", "Pg": refer(page), "MCID": b"%d" % number})
        case _Object(page, annotation):
            return syntax.dictionary({"Type": b"/OBJR", "Pg": refer(page), "Obj": refer(annotation)})


class StructureTree(Indirect):
    """The root, and for each page and annotation the elements that own its content."""

    def __init__(self) -> None:
        super().__init__(self._written)
        self._kids: list[Element] = []
        self._owners: list[Sequence[Element] | Element] = []

    def adopt(self, child: Element) -> None:
        self._kids.append(child)

    def register(self, owners: Sequence[Element] | Element) -> int:
        """Key of a page (the owners of its marked content in order) or of an annotation (its one owner)."""
        self._owners.append(owners)
        return len(self._owners) - 1

    def _written(self, refer: Refer) -> bytes:
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
