"""Any text at all gives a sound file: random Unicode in every kind of block."""

from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.typesetting import (
    Align,
    Attachment,
    Column,
    Columns,
    Direction,
    Heading,
    Paragraph,
    QrCode,
    Running,
    SignatureField,
    Span,
    Style,
    Table,
    isolate,
)
from tests.typesetting.making import made
from tests.typesetting.samples import EVERY

TRICKY = (
    "ab \u202e\u202c\u2067\u2069\u200f\u200d\u200c()[]«»אבجحث١٢12.,%\u0301\u064b\u05b8"
    "\n\ufeff\u00ad\0\u200b\u2028🗳️กิ្ក\ud800"
)
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.text(st.sampled_from(TRICKY), max_size=80),
    st.sampled_from([sample.text for sample in EVERY]).flatmap(lambda text: st.permutations(list(text)).map("".join)),
)


@settings(max_examples=25, deadline=None)
@given(
    texts=st.lists(TEXT, min_size=8, max_size=8),
    direction=st.sampled_from(Direction),
    align=st.sampled_from(Align),
    language=st.sampled_from(["en", "vi", "th", "ar", "he", "km"]),
)
def test_any_text_gives_a_sound_file(texts: list[str], direction: Direction, align: Align, language: str) -> None:
    style = Style(direction=direction, align=align, first_indent=10)
    spans = [Span(texts[0], bold=True), Span(texts[1], italic=True), Span(texts[2], mono=True), Span(texts[3])]
    made(
        [
            Heading(1, texts[4]),
            Paragraph(spans, style, lang="ar"),
            Paragraph(isolate(texts[5]), style),
            Columns([[Paragraph(text, style)] for text in texts[:3]]),
            Table([Column(1, align)] * 4, [texts[:4], texts[4:]], header=texts[2:6], style=style),
            QrCode("https://example.org", 40, texts[6]),
            SignatureField("Chair" + texts[7].replace(".", ""), texts[7], 80, 20),
        ],
        language=language,
        title=texts[0],
        author=texts[1],
        subject=texts[2],
        header=Running(texts[3], texts[4], texts[5]),
        watermark=texts[6] or None,
        attachments=[Attachment(f"{texts[7]}.txt", "text/plain", b"", texts[0])],
    )


def test_a_text_of_two_hundred_thousand_characters_is_set() -> None:
    made([Paragraph("word " * 40_000)])
