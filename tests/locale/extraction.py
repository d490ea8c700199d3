"""What `scripts/messages` finds in the code, found again in memory: every sentence with its place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from babel.messages import frontend
from babel.messages.extract import DEFAULT_KEYWORDS, DEFAULT_MAPPING, extract_from_dir

Methods = Sequence[tuple[str, str]]
Options = Mapping[str, dict[str, Any]]
ROOT = Path(__file__).resolve().parents[2]


class Sentence(NamedTuple):
    """A sentence of the source; `many` is its plural."""

    context: str | None
    one: str
    many: str | None
    place: str


@cache
def found(domain: str) -> tuple[Sentence, ...]:
    """The sentences of the pages (`messages`) or of the minutes (`minutes`).

    From Python 3.12 on the texts inside an f-string are found as well: what has no letter is no sentence.
    """
    sentences = _of_pages() if domain == "messages" else _of_minutes()
    return tuple(each for each in sentences if any(map(str.isalpha, each.one)))


def _of_pages() -> Iterator[Sentence]:
    with (ROOT / "babel.cfg").open(encoding="utf-8") as settings:
        read: Callable[[TextIO], tuple[Methods, Options]] = getattr(frontend, "parse_mapping_cfg")  # noqa: B009 - untyped
        methods, options = read(settings)
    for file, line, text, _comments, context in extract_from_dir(ROOT, methods, options, keywords=DEFAULT_KEYWORDS):
        yield _sentence(text, context, f"{file}:{line}")


def _of_minutes() -> Iterator[Sentence]:
    folder = ROOT / "meetings/minutes"
    for file, line, text, _comments, context in extract_from_dir(folder, DEFAULT_MAPPING, keywords=DEFAULT_KEYWORDS):
        yield _sentence(text, context, f"meetings/minutes/{file}:{line}")


def _sentence(text: str | tuple[str, ...], context: str | None, place: str) -> Sentence:
    forms = (text,) if isinstance(text, str) else text
    return Sentence(context, forms[0], forms[1] if len(forms) > 1 else None, place)
