"""Typesets the papers of the demonstration meeting: `python -m scripts.demonstration_papers [FOLDER]`."""

import hashlib
import sys
from datetime import UTC, datetime
from pathlib import Path

from meetings.demonstration import FILE
from meetings.typesetting.blocks import Style
from meetings.typesetting.document import A4, Document, Margins
from meetings.typesetting.fonts import FontFolder
from meetings.typesetting.running import Running
from scripts.demonstration_papers import source
from scripts.demonstration_papers.drawings import engrave
from scripts.demonstration_papers.layout import COUNCIL, GREY, blocks

FONTS = Path(__file__).parents[2] / "static" / "fonts"
TEXTS, PAPERS = FILE.parent / "texts", FILE.parent / "papers"


def typeset(paper: source.Paper, fonts: FontFolder) -> bytes:
    """The paper as the bytes of a PDF; the same text gives the same bytes."""
    is_landscape = paper.top.get("shape") == "landscape"
    document = Document(
        fonts=fonts,
        title=paper.top["title"],
        language=paper.language,
        author=paper.top.get("from", COUNCIL),
        created=datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
        identity=hashlib.sha256(repr(paper).encode()).digest()[:16],
        page=(A4[1], A4[0]) if is_landscape else A4,
        margins=Margins(top=44.0, bottom=52.0),
        footer=Running(start=paper.top["number"], end="{page} / {pages}", style=Style(size=8, colour=GREY)),
    )
    drawings = [block for block in paper.blocks if isinstance(block, source.Drawing)]
    return engrave(document.render(blocks(paper)), drawings, fonts.path)


def main() -> None:
    """Writes a PDF for each text, into the folder of the demonstration or the one that is named."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PAPERS
    target.mkdir(parents=True, exist_ok=True)
    fonts = FontFolder(FONTS)
    for text in sorted(TEXTS.glob("*.txt")):
        content = typeset(source.read(text), fonts)
        (target / f"{text.stem}.pdf").write_bytes(content)
        print(f"{text.stem}.pdf: {len(content):,} bytes")


if __name__ == "__main__":
    main()
