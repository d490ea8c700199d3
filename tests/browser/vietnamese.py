"""A meeting in Vietnamese, and whether all that stands on a page is too.

A word on a page has to be one of the Vietnamese catalogue, of the calendar or of the meeting itself. So a sentence that
nobody translated is found wherever it comes from: also when no catalogue has it, or a translation repeats the English.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from babel import Locale
from babel.messages.pofile import read_po

from meetings.demonstration import FILE
from meetings.languages import FOLDER, Languages
from tests.browser.screen import Screen

Json = str | int | Sequence["Json"] | Mapping[str, "Json"]
NAMES = frozenset("pdf png jpeg pin qr csv mb sha safari chrome firefox javascript json http https camera".split())
"""Words that are the same in both languages."""
PAPER = "papers/4c-tom-tat.pdf"
MOTION = "Đề nghị họp vào thứ hai đầu tiên mỗi tháng,\nbắt đầu lúc chín giờ."
AMENDMENT = MOTION.replace("chín", "mười")
SAID = "Nước sông đang dâng cao"
"""What people of this meeting write, wherever something has to be written."""
SEATS = {
    "lan": "Nguyễn Thị Lan",
    "minh": "Trần Văn Minh",
    "hoa": "Lê Thị Hoa",
    "bao": "Đặng Quốc Bảo",
    "anh": "Phạm Ngọc Ánh",
}
CHOICES = [{"ref": ref, "text": name} for ref, name in SEATS.items()][:3]
USUAL = {"method": "yes_no_abstain", "secrecy": "named", "majority": "simple", "base": "yes_no"}
CODES = frozenset("format ref file role kind of language method secrecy majority base by".split())
"""What of a meeting file nobody reads."""
MEETING: Mapping[str, Json] = {
    "format": "meetings/1",
    "source": "Cuộc họp thử",
    "meeting": {
        "title": "Kỳ họp thứ 47 của Hội đồng vùng Ba Sông",
        "body": "Hội đồng vùng Ba Sông",
        "place": "Hội trường, số 1 đường Bến Cảng",
        "starts_at": "2026-12-10T14:00:00+07:00",
        "language": "vi",
        "quorum": {"kind": "fraction", "num": 1, "den": 2, "strict": True, "of": "members"},
        "rules": {
            "explanation_chars": 800,
            "proxies": 2,
            "members_give_proxies": True,
            "speech_limit_s": 300,
            "substitutes": True,
        },
    },
    "participants": [
        {"ref": "president", "name": "Hoàng Văn Thái", "role": "chair", "title": "Chủ tịch Hội đồng"},
        {"ref": "thu", "name": "Vũ Thị Thu", "role": "vice_chair", "seat": "1", "group": "Tổ 1", "votes": 2},
        {"ref": "secretary", "name": "Bùi Thị Mai", "role": "secretary", "title": "Thư ký Hội đồng"},
        *[
            {"ref": ref, "name": name, "role": "delegate", "seat": str(seat), "group": "Tổ 2", "title": "Ủy viên"}
            for seat, (ref, name) in enumerate(SEATS.items(), 2)
        ],
        {"ref": "guest", "name": "Đỗ Văn Khách", "role": "observer"},
        {"ref": "door", "name": "Ngô Thị Đón", "role": "steward"},
        {"ref": "hall", "name": "Màn hình", "role": "display"},
    ],
    "agenda": [
        {
            "ref": "xe",
            "title": "Mạng lưới xe buýt",
            "kind": "decision",
            "minutes": 25,
            "papers": [{"title": "Tóm tắt kế hoạch", "file": PAPER}],
        },
        {"ref": "bau", "title": "Bầu người đại diện", "kind": "election", "minutes": 10},
        {"ref": "bao-cao", "title": "Báo cáo về đường sá", "kind": "information"},
        {"ref": "cau", "title": "Sửa cầu", "kind": "decision", "consent": True},
    ],
    "polls": [
        {"ref": "plan", "agenda": "xe", "question": "Có thông qua kế hoạch không?", **USUAL},
        {"ref": "fares", "agenda": "xe", "question": "Có tăng giá vé không?", **USUAL, "secrecy": "open"},
        {
            "ref": "board",
            "agenda": "bau",
            "question": "Ai đại diện cho vùng?",
            **USUAL,
            "method": "choose",
            "secrecy": "confidential",
            "majority": "relative",
            "base": "cast",
            "max": 2,
            "electorate": {"group": "Tổ 2"},
            "seats": 2,
            "options": CHOICES,
        },
        {
            "ref": "speaker",
            "agenda": "bau",
            "question": "Ai phát biểu thay mặt vùng?",
            "method": "ranked",
            "secrecy": "named",
            "majority": "simple",
            "base": "continuing",
            "options": CHOICES,
        },
        {
            "ref": "aloud",
            "agenda": "xe",
            "question": "Có gọi tên không?",
            **USUAL,
            "secrecy": "open",
            "by": "voice",
        },
    ],
}
TEXTS = """() => {
  const said = [document.title];
  const told = ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'];
  const isNoText = (one) => one.closest('script, style, noscript, code, dd, .paper-text, .hall-code');
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let here = walk.nextNode(); here; here = walk.nextNode()) {
    if (here.nodeType === Node.TEXT_NODE) said.push(isNoText(here.parentElement) ? '' : here.data);
    else said.push(...told.map((name) => here.getAttribute(name)));
  }
  return said.map((text) => (text ?? '').trim()).filter(Boolean);
}"""
"""What is shown, what is folded away and what is only heard; not what is a code or an address."""
WORD = re.compile(r"[^\W\d_]{2,}")


def words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(re.sub(r"\{\w+\}", " ", text))}


def translated() -> Iterator[tuple[str, str]]:
    """Each sentence of the catalogue of the pages beside what it is in Vietnamese."""
    with (FOLDER / "vi/LC_MESSAGES/messages.po").open("rb") as file:
        for message in read_po(file, locale="vi"):
            english, forms = message.id, message.string or ""
            if english:
                yield " ".join([english] if isinstance(english, str) else english), "".join(forms)


def vocabulary() -> frozenset[str]:
    """All words that may stand on a page of this meeting. What a translation has from its English does not count."""
    known = set(NAMES) | words(MOTION) | words(AMENDMENT) | words(SAID) | words(" ".join(_texts(MEETING)))
    known |= {"english"} | words("Tiếng Việt") | words(" ".join(Locale("vi").days["format"]["wide"].values()))
    for english, form in translated():
        known |= words(form) - words(english)
    return frozenset(known)


def _texts(part: Json) -> Iterator[str]:
    """What people read of a meeting file."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        yield from (text for key, each in part.items() if key not in CODES for text in _texts(each))
    elif isinstance(part, Sequence):
        yield from (text for each in part for text in _texts(each))


def foreign(said: Iterable[str], known: frozenset[str]) -> list[str]:
    """The texts with a word that nobody knows."""
    return sorted({text for text in said if not words(text) <= known})


def t(english: str) -> str:
    """What a page says for an English sentence."""
    found = Languages().translations("vi").gettext(english)
    assert found != english, f"{english} is not translated"
    return found


def meeting_file(folder: Path) -> Path:
    """The meeting with its paper, as a file that can be imported."""
    (folder / PAPER).parent.mkdir()
    shutil.copy(FILE.parent / PAPER, folder / PAPER)
    file = folder / "hoi-dong.json"
    file.write_bytes(msgspec.json.encode(MEETING))
    return file


class Reader:
    """Somebody who reads Vietnamese alone, and keeps what could not be understood."""

    def __init__(self) -> None:
        self.known = vocabulary()
        self.puzzled: list[str] = []

    async def reads(self, state: str, *screens: Screen) -> None:
        for screen in screens:
            found = foreign(await screen.evaluate(TEXTS), self.known)
            self.puzzled += [f"{state}, {screen.name}: {text}" for text in found]
            await screen.picture(f"vi-{state}-{screen.name}")
