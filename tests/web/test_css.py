"""What the strict policy and the languages of the world demand of our own stylesheets, templates and modules."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CSS = sorted((ROOT / "static/css").rglob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MODULES = sorted((ROOT / "static/js").rglob("*.js"))
PHYSICAL = re.compile(
    r"(?<![\w-])(left|right|top|bottom|width|height|(min|max)-(width|height)|(margin|padding|border)-(left|right|top|bottom)[\w-]*)\s*:"
)
SIDES = re.compile(r"(?<![\w-])(left|right)(?![\w-])")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def rules(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)


def selectors(path: Path) -> Iterator[str]:
    for match in re.finditer(r"([^{}]+)\{", rules(path)):
        if not match.group(1).strip().startswith("@"):
            yield match.group(1).strip()


@pytest.mark.parametrize("path", CSS, ids=name)
def test_a_stylesheet_speaks_of_start_and_end_not_of_left_and_right(path: Path) -> None:
    text = re.sub(r"@media[^{]*\{", "{", rules(path))
    assert PHYSICAL.findall(text) == []
    assert SIDES.findall(re.sub(r"env\([^)]*\)|\.icon-[\w-]+", "", text)) == []


@pytest.mark.parametrize("path", CSS, ids=name)
def test_a_selector_names_no_id(path: Path) -> None:
    assert [selector for selector in selectors(path) if "#" in selector] == []


@pytest.mark.parametrize("path", TEMPLATES + MODULES, ids=name)
def test_nothing_carries_a_style_attribute_or_an_inline_event(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.findall(r"[\s\"'`]style=|\son[a-z]+=[\"']", text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_has_no_inline_script_and_no_inline_stylesheet(path: Path) -> None:
    text = path.read_text("utf-8")
    scripts = re.findall(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")[^>]*>", text)
    assert scripts == []
    assert "<style" not in text


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_short_and_opens_with_what_it_is(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].startswith("//")
    assert len(lines) <= 150


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_imports_by_relative_paths_only(path: Path) -> None:
    text = path.read_text("utf-8")
    static: list[str] = re.findall(r"^(?:import|export \{)[^;]*?'([^']+)';", text, re.MULTILINE)
    dynamic: list[str] = re.findall(r"\bimport\('([^']+)'\)", text)
    assert [target for target in static + dynamic if not target.startswith(".")] == []
