"""The pages: every mark tagged or an artifact, every tag owned by an element, annotations that print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

import pikepdf

from tests.typesetting.lint.fonts import check_font
from tests.typesetting.lint.problems import Problems, Thing, get, items, path, word

OPERATORS = frozenset(
    "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re "
    "RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split()
)
PAINTING = frozenset("Tj TJ ' \" f F f* S s b B B* b* sh Do EI".split())
ARTIFACT, MARKED, OTHER = "artifact", "marked", "other"


@dataclass
class Walk:
    """One content stream being read."""

    resources: Thing | None
    problems: Problems
    is_page: bool
    fonts: dict[tuple[int, int], tuple[Thing, set[int]]]
    open_marks: list[str] = field(default_factory=list[str])
    numbers: set[int] = field(default_factory=set[int])
    font: tuple[int, int] | None = None

    def read(self, stream: Thing | pikepdf.Page) -> set[int]:
        for instruction in pikepdf.parse_content_stream(stream):
            if isinstance(instruction, pikepdf.ContentStreamInstruction):
                self._take(str(instruction.operator), cast("Sequence[Thing]", list(instruction.operands)))
        self.problems.unless(not self.open_marks, "BDC without EMC")
        return self.numbers

    def _take(self, operator: str, operands: Sequence[Thing]) -> None:
        self.problems.unless(operator in OPERATORS, f"operator {operator}")
        self.problems.unless(operator not in ("k", "K"), "DeviceCMYK")
        if operator in ("BDC", "BMC"):
            self._open(operands)
        elif operator == "EMC":
            self.problems.unless(self.open_marks, "EMC without BDC")
            self.open_marks = self.open_marks[:-1]
        elif operator in PAINTING:
            self._paint(operator, operands)
        elif operator == "Tf" and self.resources is not None:
            font = self.resources["/Font"][str(operands[0])]
            self.font = font.objgen
            self.fonts.setdefault(self.font, (font, set()))

    def _open(self, operands: Sequence[Thing]) -> None:
        properties = operands[1] if len(operands) > 1 else None
        number = get(properties, "/MCID") if isinstance(properties, pikepdf.Dictionary) else None
        if number is not None:
            is_nested = any(mark in (ARTIFACT, MARKED) for mark in self.open_marks)
            self.problems.unless(not is_nested, "tagged content nested in tagged content or an artifact")
            self.problems.unless(int(number) not in self.numbers, "MCID used twice")
            self.numbers.add(int(number))
        is_artifact = word(operands[0]) == "Artifact"
        self.open_marks.append(ARTIFACT if is_artifact else OTHER if number is None else MARKED)

    def _paint(self, operator: str, operands: Sequence[Thing]) -> None:
        is_placed = any(mark in (ARTIFACT, MARKED) for mark in self.open_marks)
        self.problems.unless(is_placed or not self.is_page, f"content neither tagged nor artifact ({operator})")
        if operator in ("Tj", "TJ"):
            for part in items(operands[0]):
                if isinstance(part, pikepdf.String):
                    self._show(bytes(part))
        if operator == "Do" and self.resources is not None:
            form = self.resources["/XObject"][str(operands[0])]
            if word(get(form, "/Subtype")) == "Form":
                Walk(get(form, "/Resources"), self.problems, False, self.fonts).read(form)

    def _show(self, codes: bytes) -> None:
        if self.font is None:
            self.problems.add("text without a font")
            return
        used = self.fonts[self.font][1]
        used.update(codes[at] << 8 | codes[at + 1] for at in range(0, len(codes) - 1, 2))


def check_pages(pdf: pikepdf.Pdf, problems: Problems, *, tagged: bool) -> None:
    owners = _owners(pdf)
    fonts: dict[tuple[int, int], tuple[Thing, set[int]]] = {}
    for number, page in enumerate(pdf.pages, 1):
        walk = Walk(get(page.obj, "/Resources"), problems, tagged, fonts)
        marked = walk.read(page)
        if tagged:
            _check_owners(number, page.obj, marked, owners, problems)
        for annotation in items(get(page.obj, "/Annots")):
            _check_annotation(annotation, problems, fonts)
            if tagged:
                key = get(annotation, "/StructParent")
                problems.unless(key is not None and int(key) in owners, "annotation not in the structure tree")
    for font, used in fonts.values():
        check_font(font, sorted(used), problems)


def _owners(pdf: pikepdf.Pdf) -> Mapping[int, Thing]:
    numbers = list(items(path(pdf.Root, "/StructTreeRoot", "/ParentTree", "/Nums")))
    return {int(key): owner for key, owner in zip(numbers[::2], numbers[1::2], strict=True)}


def _check_owners(number: int, page: Thing, marked: set[int], owners: Mapping[int, Thing], problems: Problems) -> None:
    problems.unless(word(get(page, "/Tabs")) == "S" or "/Annots" not in page, "page with annotations lacks Tabs S")
    key = get(page, "/StructParents")
    held = owners.get(int(key)) if key is not None else None
    elements = list(items(held))
    covered = not marked or len(elements) > max(marked)
    problems.unless(covered, f"page {number}: the parent tree does not cover its marked content")
    for mark in sorted(marked):
        if mark < len(elements):
            owned = "/S" in elements[mark] and mark in _marks_of(elements[mark], page)
            problems.unless(owned, f"page {number}: mark {mark} has no element")


def _marks_of(element: Thing, page: Thing) -> set[int]:
    """The marked content of a page that an element owns."""
    marks: set[int] = set()
    for kid in items(get(element, "/K")):
        is_reference = isinstance(kid, pikepdf.Dictionary)
        where = get(kid, "/Pg") if is_reference else get(element, "/Pg")
        number = get(kid, "/MCID") if is_reference else kid
        if number is not None and where is not None and where.objgen == page.objgen:
            marks.add(int(number))
    return marks


def _check_annotation(
    annotation: Thing, problems: Problems, fonts: dict[tuple[int, int], tuple[Thing, set[int]]]
) -> None:
    flags = int(annotation.get("/F", 0))
    problems.unless(flags & 4 and not flags & 0b100011, f"annotation flags {flags}")
    appearance = path(annotation, "/AP", "/N")
    if isinstance(appearance, pikepdf.Stream):
        Walk(get(appearance, "/Resources"), problems, False, fonts).read(appearance)
    else:
        problems.add("annotation without appearance")
    is_named = "/TU" in annotation or path(annotation, "/Parent", "/TU") is not None
    problems.unless(word(get(annotation, "/Subtype")) != "Widget" or is_named, "form field without TU")
