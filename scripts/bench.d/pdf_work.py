"""What every engine sets: prose in six languages, and roll calls of 1,000 delegates whose names are in six scripts."""

import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypedDict

FONTS = {"th": "NotoSansThai", "ar": "NotoSansArabic", "he": "NotoSansHebrew"}
DELEGATES = 1000
# About as much as a page of A4 holds.
PARAGRAPHS_A_PAGE, ROWS_A_PAGE = 8, 40


class Prose(TypedDict):
    """A paragraph and its language."""

    language: str
    text: str


class Work(TypedDict):
    """Paragraphs, or tables of rows of five cells; one of the two is empty."""

    prose: Sequence[Prose]
    rolls: Sequence[Sequence[Sequence[str]]]


HEADER = ("No.", "Name", "Seat", "Vote", "Time")
WIDTHS = (40, 190, 80, 80, 90)


def work(kind: str, pages: int) -> Work:
    chance = random.Random(7)
    if kind == "prose":
        return Work(prose=list(_prose(chance, pages)), rolls=[])
    count = pages * ROWS_A_PAGE
    names = [_name(chance, at) for at in range(DELEGATES)]
    votes = [min(DELEGATES, count - start) for start in range(0, count, DELEGATES)]
    return Work(
        prose=[], rolls=[[_row(chance, vote, at, names[at]) for at in range(n)] for vote, n in enumerate(votes)]
    )


def _words() -> dict[str, list[str]]:
    from tests.typesetting import samples

    chosen = (samples.ENGLISH, samples.VIETNAMESE, samples.RUSSIAN, samples.THAI, samples.ARABIC, samples.HEBREW)
    return {sample.language: sample.text.split() for sample in chosen}


def _prose(chance: random.Random, pages: int) -> Iterator[Prose]:
    words = _words()
    languages = list(words)
    for at in range(pages * PARAGRAPHS_A_PAGE):
        language = languages[at % len(languages)]
        length = 25 if language == "th" else 90
        yield Prose(language=language, text=" ".join(chance.choice(words[language]) for _ in range(length)))


def _name(chance: random.Random, at: int) -> str:
    words = _words()
    language = list(words)[at % len(words)]
    return " ".join(chance.choice(words[language]).strip(".,:;") for _ in range(1 if language == "th" else 3))


def _row(chance: random.Random, vote: int, at: int, name: str) -> Sequence[str]:
    time = f"{10 + vote % 8:02d}:{at // 60 % 60:02d}:{at % 60:02d}.{chance.randrange(1000):03d}"
    return (str(at + 1), name, f"Seat {at + 1}", chance.choice(("for", "against", "abstained")), time)


def read(path: Path) -> Work:
    return json.loads(path.read_text(encoding="utf-8"))


def language_of(text: str) -> str:
    """The language whose script a name is in, for engines that cannot find out by themselves."""
    for first, last, language in (("\u0e00", "\u0e7f", "th"), ("\u0600", "\u06ff", "ar"), ("\u0590", "\u05ff", "he")):
        if any(first <= character <= last for character in text):
            return language
    return "en"


if __name__ == "__main__":
    sys.stdout.write(json.dumps(work(sys.argv[1], int(sys.argv[2])), ensure_ascii=False))
