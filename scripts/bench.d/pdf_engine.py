"""Sets one piece of work with one engine: `pdf_engine.py ENGINE FONTS WORK OUT`; prints the processor time and the most
memory that it took. Runs in an environment of its own, so that each engine is what its authors publish.
"""

# The engines are not there when types are checked.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import html
import importlib
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pdf_work import FONTS, HEADER, WIDTHS, Work, language_of, read
from process import memory_mb

LIMIT_S = 900
RIGHT_TO_LEFT = ("ar", "he")


def ours(work: Work, fonts: Path, out: Path) -> None:
    from datetime import UTC, datetime

    from meetings.typesetting import Align, Block, Column, Document, FontFolder, Heading, Paragraph, Style, Table

    columns = [Column(width, Align.END if at in (0, 4) else Align.START) for at, width in enumerate(WIDTHS)]
    blocks: list[Block] = [Paragraph(one["text"], lang=one["language"]) for one in work["prose"]]
    for number, rows in enumerate(work["rolls"], 1):
        blocks.append(Heading(1, f"Roll-call vote {number}"))
        blocks.append(Table(columns, rows, HEADER, Style(size=8), padding=2.5))
    moment = datetime(2026, 11, 22, tzinfo=UTC)
    document = Document(
        fonts=FontFolder(fonts), title="Bench", language="en", author="Bench", created=moment, identity=b"bench"
    )
    out.write_bytes(document.render(blocks))


def reportlab(work: Work, fonts: Path, out: Path) -> None:
    """Unshaped: with shaping its paragraphs fail on Arabic."""
    from reportlab.lib.enums import TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    for name in ("NotoSans", *FONTS.values()):
        pdfmetrics.registerFont(TTFont(name, fonts / f"{name}-Regular.ttf"))

    def style(language: str, size: float) -> Any:
        font, align = FONTS.get(language, "NotoSans"), TA_RIGHT if language in RIGHT_TO_LEFT else TA_LEFT
        return ParagraphStyle(language, fontName=font, fontSize=size, leading=size * 1.4, alignment=align, spaceAfter=4)

    languages = ("en", "vi", "ru", "th", "ar", "he")
    text, cell = ({language: style(language, size) for language in languages} for size in (10.0, 8.0))
    story: list[Any] = [Paragraph(html.escape(one["text"]), text[one["language"]]) for one in work["prose"]]
    look = [("LINEBELOW", (0, 0), (-1, -1), 0.3, "grey"), ("FONT", (0, 0), (-1, -1), "NotoSans", 8)]
    for rows in work["rolls"]:
        cells = [[Paragraph(html.escape(each), cell[language_of(each)]) for each in row] for row in rows]
        story.append(LongTable([list(HEADER), *cells], colWidths=list(WIDTHS), repeatRows=1, style=look))
    SimpleDocTemplate(str(out), leftMargin=56, rightMargin=56, topMargin=64, bottomMargin=56).build(story)


def fpdf2(work: Work, fonts: Path, out: Path) -> None:
    pdf = importlib.import_module("fpdf").FPDF(format="A4")
    pdf.set_margins(20, 22)
    pdf.set_auto_page_break(True, 20)
    pdf.add_page()
    for name in ("NotoSans", *FONTS.values()):
        pdf.add_font(name, "", str(fonts / f"{name}-Regular.ttf"))
    pdf.set_text_shaping(True)
    for one in work["prose"]:
        pdf.set_font(FONTS.get(one["language"], "NotoSans"), size=10)
        align = "R" if one["language"] in RIGHT_TO_LEFT else "L"
        pdf.multi_cell(0, 5.1, one["text"], align=align, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("NotoSans", size=8)
    pdf.set_fallback_fonts(list(FONTS.values()))
    plain = importlib.import_module("fpdf").FontFace(emphasis="")
    for rows in work["rolls"]:
        with pdf.table(col_widths=WIDTHS, line_height=4.2, headings_style=plain) as table:
            for row in (HEADER, *rows):
                table.row(row)
    pdf.output(str(out))


def weasyprint(work: Work, fonts: Path, out: Path) -> None:
    """Tagged (PDF/UA-1), as ours are."""
    names = ("NotoSans", *FONTS.values())
    faces = "".join(
        f'@font-face{{font-family:"{name}";src:url({(fonts / f"{name}-Regular.ttf").as_uri()})}}' for name in names
    )
    style = (
        f"{faces}@page{{size:A4;margin:56pt}}body{{font:10pt/14pt {','.join(names)}}}p{{margin:0 0 4pt}}"
        "td,th{font-size:8pt;line-height:11.2pt;padding:2.5pt;border-bottom:.3pt solid gray}"
        "table{border-collapse:collapse;width:480pt;table-layout:fixed}"
    )
    parts = [f"<html lang=en><title>Bench</title><meta charset=utf-8><style>{style}</style>"]
    for one in work["prose"]:
        direction = "rtl" if one["language"] in RIGHT_TO_LEFT else "ltr"
        parts.append(f"<p lang={one['language']} dir={direction}>{html.escape(one['text'])}</p>")
    for rows in work["rolls"]:
        parts.append("<table><thead><tr>" + "".join(f"<th>{name}" for name in HEADER) + "</thead>")
        parts += ["<tr>" + "".join(f"<td>{html.escape(cell)}" for cell in row) for row in rows]
        parts.append("</table>")
    document = importlib.import_module("weasyprint").HTML(string="".join(parts))
    document.write_pdf(str(out), pdf_variant="pdf/ua-1")


def typst(work: Work, fonts: Path, out: Path) -> None:
    """Tagged, as it is by itself."""
    families = json.dumps(["Noto Sans", "Noto Sans Thai", "Noto Sans Arabic", "Noto Sans Hebrew"])[1:-1]
    parts = [f'#set page(paper:"a4",margin:56pt)\n#set text(size:10pt,font:({families}))\n']
    for one in work["prose"]:
        direction = "rtl" if one["language"] in RIGHT_TO_LEFT else "ltr"
        text = json.dumps(one["text"], ensure_ascii=False)
        parts.append(f'#text(lang:"{one["language"]}",dir:{direction})[#par(text({text}))]\n')
    columns = ",".join(f"{width}pt" for width in WIDTHS)
    header = ",".join(f"[{name}]" for name in HEADER)
    for rows in work["rolls"]:
        cells = ",\n".join(",".join(f"text({json.dumps(cell, ensure_ascii=False)})" for cell in row) for row in rows)
        table = f"#table(columns:({columns}),inset:5.1pt,stroke:none,table.header({header}),\n{cells})"
        parts.append(f"#text(size:8pt)[{table}]\n")
    source = out.with_suffix(".typ")
    source.write_text("".join(parts), encoding="utf-8")
    compile_ = importlib.import_module("typst").compile
    compile_(str(source), output=str(out), font_paths=[str(fonts)], ignore_system_fonts=True)


ENGINES: Mapping[str, Callable[[Work, Path, Path], None]] = {
    "ours": ours,
    "reportlab": reportlab,
    "fpdf2": fpdf2,
    "weasyprint": weasyprint,
    "typst": typst,
}


def main() -> None:
    name, fonts, source, out = sys.argv[1], *map(Path, sys.argv[2:])
    work = read(source)
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT_S, LIMIT_S))
    began = time.process_time()
    ENGINES[name](work, fonts, out)
    seconds = time.process_time() - began
    # What `getrusage` says of memory would count the program that began this one.
    print(json.dumps({"seconds": seconds, "memory": int(memory_mb(os.getpid())[1])}))


if __name__ == "__main__":
    main()
