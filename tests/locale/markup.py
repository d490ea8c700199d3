"""Reads our modules and templates as far as needed to see the text between tags, and the calls that say a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.locale.extraction import ROOT

MODULES = sorted((ROOT / "static/js").rglob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
HOLE = "\x00"
"""Stands where an expression was."""
SPOKEN = re.compile(
    r"""\b(?:aria-label|aria-description|title|placeholder|alt)=["']([^"'\x00]*[^\W\d_]{2,}[^"'\x00]*)["']"""
)
TAG = re.compile(r"<!--.*?-->|<!doctype html>|</?[a-z\x00][^<>]*>", re.DOTALL)
NOT_SHOWN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
ENTITY = re.compile(r"&#?\w+;")
WORD = re.compile(r"[^\W\d_]{2,}")
SKIPPED = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"", re.DOTALL)
PATTERN = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*")
EXPRESSION = re.compile(r"\{% block root %\}.*?\{% endblock %\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
"""What Jinja2 replaces; the block `root` holds attributes."""
BEFORE_A_PATTERN = frozenset("(,=:[!&|?{};>")


@dataclass
class Literal:
    """A template literal: its text with holes, the line where it begins, and whether it is markup."""

    line: int
    is_markup: bool
    text: list[str] = field(default_factory=list[str])


def literals(source: str) -> Iterator[Literal]:
    """All template literals of a module, the inner ones too."""
    yield from _Reader(source).code(until=None)


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0

    def code(self, until: str | None) -> Iterator[Literal]:
        """Code up to the bracket that ends it."""
        depth = 0
        while self._at < len(self._source):
            here = self._source[self._at]
            if here == until and depth == 0:
                return
            depth += {"{": 1, "}": -1}.get(here, 0)
            if here == "`":
                yield from self._literal()
            else:
                self._at = self._past_what_is_no_code()

    def _past_what_is_no_code(self) -> int:
        skipped = SKIPPED.match(self._source, self._at)
        if skipped is None and self._source[: self._at].rstrip()[-1:] in BEFORE_A_PATTERN:
            skipped = PATTERN.match(self._source, self._at)
        return self._at + 1 if skipped is None else skipped.end()

    def _literal(self) -> Iterator[Literal]:
        before = self._source[: self._at]
        literal = Literal(before.count("\n") + 1, before.endswith(("html", "svg")))
        self._at += 1
        while self._source[self._at] != "`":
            if self._source.startswith("${", self._at):
                self._at += 2
                yield from self.code(until="}")
                literal.text.append(HOLE)
            elif self._source[self._at] == "\\":
                self._at += 1
            else:
                literal.text.append(self._source[self._at])
            self._at += 1
        self._at += 1
        yield literal


def words_shown(markup: str) -> list[str]:
    """Words that a reader would see: text between tags, and attributes that are read out."""
    markup = NOT_SHOWN.sub("", markup)
    texts = [*SPOKEN.findall(markup), *TAG.sub(HOLE, markup).split(HOLE)]
    return [text.strip() for text in texts if WORD.search(ENTITY.sub(" ", text))]


def plain_text(path: Path) -> list[tuple[int, str]]:
    """The lines of a module's markup with words that no call has looked up."""
    read = literals(path.read_text("utf-8"))
    return [(each.line, said) for each in read if each.is_markup for said in words_shown("".join(each.text))]


def template_text(source: str) -> list[str]:
    """The same for a Jinja2 template."""
    return words_shown(EXPRESSION.sub(HOLE, source))
