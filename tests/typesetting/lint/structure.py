"""The structure tree: known types, right parents, headings without gaps, tables of even rows."""

import re

import pikepdf

from tests.typesetting.lint.problems import Problems, Thing, get, items, path, word

TYPES = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD "
    "THead TBody TFoot Span Quote Note Reference Link Annot Figure Formula Form".split()
)
PARENTS = {
    "TR": ("Table", "THead", "TBody", "TFoot"),
    "TH": ("TR",),
    "TD": ("TR",),
    "LI": ("L",),
    "Lbl": ("LI",),
    "LBody": ("LI",),
}
CHILDREN = {"L": ("LI",), "LI": ("Lbl", "LBody"), "Table": ("TR",), "TR": ("TH", "TD")}
LANGUAGE = r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*"


def check_structure(pdf: pikepdf.Pdf, problems: Problems) -> None:
    root = pdf.Root
    problems.unless(path(root, "/MarkInfo", "/Marked"), "not marked as tagged")
    problems.unless(path(root, "/ViewerPreferences", "/DisplayDocTitle"), "no DisplayDocTitle")
    language = str(get(root, "/Lang") or "")
    problems.unless(re.fullmatch(LANGUAGE, language), "language of the document")
    tree = get(root, "/StructTreeRoot")
    if tree is None:
        problems.add("no structure tree")
        return
    headings = [0]
    for element in items(get(tree, "/K")):
        _check_element(element, tree, headings, problems)


def _check_element(element: Thing, parent: Thing, headings: list[int], problems: Problems) -> None:
    tag = word(get(element, "/S"))
    problems.unless(tag in TYPES, f"structure type {tag}")
    named = get(element, "/P")
    problems.unless(named is not None and named.objgen == parent.objgen, f"{tag}: wrong parent")
    above = word(get(parent, "/S"))
    problems.unless(tag not in PARENTS or above in PARENTS[tag], f"{tag} inside {above}")
    _check_attributes(element, tag, problems)
    _check_heading(tag, headings, problems)
    children = [kid for kid in items(get(element, "/K")) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    for child in children:
        below = word(child["/S"])
        problems.unless(tag not in CHILDREN or below in CHILDREN[tag], f"{below} directly in {tag}")
    if tag == "Table":
        rows = {len(list(items(get(row, "/K")))) for row in children if word(row["/S"]) == "TR"}
        problems.unless(len(rows) <= 1, "table rows of different lengths")
    for child in children:
        _check_element(child, element, headings, problems)


def _check_attributes(element: Thing, tag: str, problems: Problems) -> None:
    if tag in ("Figure", "Formula", "Form"):
        problems.unless("/Alt" in element, f"{tag} without Alt")
        problems.unless(str(element.get("/Alt", "-")).strip(), f"Alt of {tag} is blank")
    problems.unless(tag != "TH" or path(element, "/A", "/Scope") is not None, "TH without Scope")
    problems.unless("/Lang" not in element or re.fullmatch(LANGUAGE, str(element["/Lang"])), f"language of {tag}")
    numbering = word(path(element, "/A", "/ListNumbering"))
    problems.unless(tag != "L" or numbering in ("Disc", "Decimal"), "L without ListNumbering")


def _check_heading(tag: str, headings: list[int], problems: Problems) -> None:
    if re.fullmatch("H[1-6]", tag):
        level = int(tag[1])
        problems.unless(level <= headings[-1] + 1, f"heading level skipped at {tag}")
        headings.append(level)
