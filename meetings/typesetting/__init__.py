"""Typesetting: text of many scripts on tagged archive pages (PDF/A-3a, PDF/UA-1), on ReportLab's canvas.

There are fonts for Latin, Greek, Cyrillic, Thai, Lao, Khmer, Arabic, Hebrew and Chinese; other scripts come as boxes,
with a warning. It knows nothing of meetings and imports nothing of ours; the folder of fonts comes from the caller.
Text is only ever text: no mark-up in it is interpreted. Time and identity are arguments, so the same input gives the
same bytes.

    fonts = FontFolder(Path("static/fonts"))
    document = Document(fonts=fonts, title="Minutes", language="en", author="The council",
                        created=moment, identity=head_hash, attachments=[Attachment(...)],
                        header=Running(start="The council"), footer=Running(end="page {page} of {pages}"),
                        watermark="DRAFT")
    pdf = document.render([Heading(1, "Minutes"), Paragraph("Opened at 10:00."), ...])

Blocks: Paragraph(text, style, lang), Heading(level, text), Items (a list), Table(columns, rows, header), Spacer,
PageBreak, Rule, KeepTogether, Columns (side by side), QrCode, Picture, Drawing (shapes), SignatureField. A text is a
string or a list of Span(text, bold, italic, mono). Style says size, leading, align, indents, spaces, colour, direction.
`isolate` guards a name inside a sentence. `appearance(blocks, (width, height), fonts=...)` draws a small one-page PDF,
such as the look of a signature; `sheet(boxes, (columns, rows), fonts=..., about=...)` draws boxes with lines to cut
along. A character that no font has is a box on the page, kept in the text, and a warning in the log.

What is checked of PDF/A-3a and PDF/UA-1, and what is not, is said in tests/typesetting/lint.
"""

from meetings.typesetting.appearance import appearance
from meetings.typesetting.attachments import Attachment, Relationship
from meetings.typesetting.bidi import isolate
from meetings.typesetting.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Columns,
    Direction,
    Drawing,
    Heading,
    Items,
    KeepTogether,
    Numbering,
    PageBreak,
    Paragraph,
    Picture,
    QrCode,
    Rule,
    Rules,
    Shape,
    SignatureField,
    Spacer,
    Span,
    Style,
    Table,
    Text,
)
from meetings.typesetting.characters import clean
from meetings.typesetting.document import A4, LETTER, Document, Margins
from meetings.typesetting.fonts import FontFolder, FontsUnusable
from meetings.typesetting.images import PictureUnreadable
from meetings.typesetting.running import Running
from meetings.typesetting.sheet import sheet

__all__ = [
    "A4",
    "LETTER",
    "Align",
    "Attachment",
    "Block",
    "Cell",
    "Column",
    "Columns",
    "Direction",
    "Document",
    "Drawing",
    "FontFolder",
    "FontsUnusable",
    "Heading",
    "Items",
    "KeepTogether",
    "Margins",
    "Numbering",
    "PageBreak",
    "Paragraph",
    "Picture",
    "PictureUnreadable",
    "QrCode",
    "Relationship",
    "Rule",
    "Rules",
    "Running",
    "Shape",
    "SignatureField",
    "Spacer",
    "Span",
    "Style",
    "Table",
    "Text",
    "appearance",
    "clean",
    "isolate",
    "sheet",
]
