"""A list that flows over pages: each item a paragraph with a sign before it, all of them under one element."""

from dataclasses import dataclass, replace

from meetings.typesetting.bench import Manner, Wording, Workbench
from meetings.typesetting.blocks import Items
from meetings.typesetting.canvas import TaggedCanvas
from meetings.typesetting.paragraph import ParagraphFlow
from meetings.typesetting.structure import Element

# What stands between a sign and its item.
_GAP = 6.0
_ANY = 1e9


@dataclass(slots=True)
class _List:
    """The one element of a list, shared by its items."""

    numbering: str
    element: Element | None = None

    def item(self, canvas: TaggedCanvas) -> Element | None:
        if self.element is None:
            attributes = {"A": f"<</O/List/ListNumbering/{self.numbering}>>".encode()}
            self.element = canvas.element("L", None, attributes)
        return canvas.element("LI", self.element)


class ItemFlow(ParagraphFlow):
    """An item, or the part of it that stands on one page."""

    def __init__(self, wording: Wording, label: Wording, of: _List) -> None:
        super().__init__(wording, "LBody")
        self.label, self.of = label, of

    def like(self) -> "ItemFlow":
        return ItemFlow(self.wording, self.label, self.of)

    def open_element(self, canvas: TaggedCanvas) -> Element | None:
        item = self.of.item(canvas)
        canvas.show(canvas.element("Lbl", item), self._sign(canvas))
        return canvas.element(self.tag, item, self.wording.attributes)

    def _sign(self, canvas: TaggedCanvas) -> str:
        """The sign ends where the item begins, less a gap; a long number reaches into the margin."""
        line, size = self.label.lay(_ANY).lines[0], self.label.style.size
        room = self.wording.style.start_indent - _GAP
        is_mirrored = self.wording.lay(self.inner_width(self.width)).right_to_left
        left = self.width - room if is_mirrored else room - line.width * size / 1000
        return canvas.ink.write(line, (left, self.height - self.wording.manner.baseline), size)


def items(block: Items, bench: Workbench) -> list[ItemFlow]:
    """The items of a list, one after the other."""
    manner = Manner(bench, block.style, block.lang)
    signs = Manner(bench, replace(block.style, bold=False, italic=False, first_indent=0.0), block.lang)
    of = _List(block.numbering)
    return [ItemFlow(Wording(manner, text), Wording(signs, block.label(at)), of) for at, text in enumerate(block.items)]
