"""Nothing is shown that no translator ever sees: text in markup is looked up, and every look-up is found."""

import re
from pathlib import Path

import pytest

from tests.locale.extraction import ROOT, found
from tests.locale.markup import MODULES, TEMPLATES, plain_text, template_text, words_shown

NAMES = {"SHA-256", "PDF", "PIN", "QR"}
"""What is the same in every language."""
CALL = re.compile(r"(?<![\w$.])(_|n_|p_)\(\s*")
STRING = re.compile(r"""'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|`([^`$\\]*)`""")
LANGUAGE = ROOT / "static/js/i18n.js"
SPEAKING = [path for path in MODULES if path != LANGUAGE]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def calls(path: Path) -> list[tuple[int, str | None]]:
    """The line of each call and the string that it begins with; None for anything else."""
    source = path.read_text("utf-8")
    said: list[tuple[int, str | None]] = []
    for call in CALL.finditer(source):
        string = STRING.match(source, call.end())
        text = None if string is None else re.sub(r"\\(.)", r"\1", next(filter(None, string.groups()), ""))
        said.append((source.count("\n", 0, call.start()) + 1, text))
    return said


@pytest.mark.parametrize("path", SPEAKING, ids=name)
def test_what_is_looked_up_is_written_out(path: Path) -> None:
    """A variable is never found by the extraction."""
    assert [line for line, text in calls(path) if text is None] == []


@pytest.mark.parametrize("path", SPEAKING, ids=name)
def test_every_call_is_found_by_the_extraction(path: Path) -> None:
    """An object or a quotation mark before it in the same `${}` hides a call: then give it a line of its own before."""
    known = {text for each in found("messages") for text in (each.context, each.one) if text}
    assert [(line, text) for line, text in calls(path) if text not in known] == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_shows_no_words_that_are_not_looked_up(path: Path) -> None:
    assert [(line, text) for line, text in plain_text(path) if text not in NAMES] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_shows_no_words_that_are_not_looked_up(path: Path) -> None:
    assert [text for text in template_text(path.read_text("utf-8")) if text not in NAMES] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("html`<p>Good morning</p>`", ["Good morning"]),
        ("html`<p>${_('Good morning')}</p>`", []),
        ("html`<p>${x ? html`<b>inside</b>` : nothing}</p>`", ["inside"]),
        ("html`<p>${n({ a: 1 })} votes</p>`", ["votes"]),
        ('html`<button aria-label="Close" @click=${() => x > 1}>×</button>`', ["Close"]),
        ("html`<p>12 &nbsp; ·</p>`", []),
        ("const address = `/m/${id}/pin`;", []),
        ("const odd = /[`'\"]/g; html`<p>after</p>`", ["after"]),
        ("// it's a comment\nhtml`<p>after</p>`", ["after"]),
    ],
)
def test_the_reader_of_modules_sees_what_a_person_would(tmp_path: Path, source: str, expected: list[str]) -> None:
    module = tmp_path / "module.js"
    module.write_text(source, encoding="utf-8")
    assert [text for _line, text in plain_text(module)] == expected


def test_the_reader_of_templates_sees_what_a_person_would() -> None:
    source = "{% if x %}<h1 title=\"Hello\">{{ _('Title') }} there</h1>{% endif %}{# a note #}<script>let x;</script>"
    assert template_text(source) == ["Hello", "there"]
    assert words_shown("<p>¶ 7</p>") == []
