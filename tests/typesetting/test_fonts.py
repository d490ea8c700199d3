"""Fonts are found in a folder, in the order of its list, and read only when needed."""

import hashlib
import json
from pathlib import Path

import pytest

from meetings.typesetting.fonts import Cut, FontFolder, FontsUnusable
from tests.typesetting.making import FONTS

CHAIN = FONTS.chain


@pytest.mark.parametrize(
    ("character", "cut", "language", "name"),
    [
        ("a", Cut.REGULAR, "en", "NotoSans-Regular"),
        ("ễ", Cut.BOLD, "vi", "NotoSans-Bold"),
        ("Ё", Cut.ITALIC, "ru", "NotoSans-Italic"),
        ("Ё", Cut.BOLD_ITALIC, "ru", "NotoSans-BoldItalic"),
        ("a", Cut.MONO, "en", "NotoSansMono-Regular"),
        ("ก", Cut.REGULAR, "en", "NotoSansThai-Regular"),
        ("ກ", Cut.BOLD, "lo", "NotoSansLao-Bold"),
        ("ក", Cut.BOLD_ITALIC, "km", "NotoSansKhmer-Bold"),
        ("ب", Cut.ITALIC, "ar", "NotoSansArabic-Regular"),
        ("א", Cut.MONO, "he", "NotoSansHebrew-Regular"),
        ("主", Cut.BOLD, "zh", "NotoSansSC-Regular"),
        ("主", Cut.REGULAR, "en", "NotoSansSC-Regular"),
        ("\U0001f5f3", Cut.REGULAR, "en", "NotoSans-Regular"),
    ],
)
def test_the_first_face_that_covers_a_character_sets_it(character: str, cut: Cut, language: str, name: str) -> None:
    assert CHAIN.face_for(character, None, cut, language).name == name


@pytest.mark.parametrize(
    "text", ["二〇二六年", "王喆、李堃、陈玥、赵祎、张赟、刘璟、龑", "臺灣國會關於議決與選舉的會議記錄"]
)
def test_chinese_has_the_characters_of_years_names_and_both_forms(text: str) -> None:
    assert {CHAIN.face_for(character, None, Cut.REGULAR, "zh").name for character in text} == {"NotoSansSC-Regular"}


def test_spaces_marks_and_joiners_stay_in_the_face_of_their_letters() -> None:
    thai = CHAIN.face_for("ก", None, Cut.REGULAR, "th")
    assert all(CHAIN.face_for(character, thai, Cut.REGULAR, "th") is thai for character in " \u0e34\u200d")


def test_a_language_prefers_its_own_font() -> None:
    assert CHAIN.face_for(" ", None, Cut.REGULAR, "ar").name == "NotoSansArabic-Regular"
    assert CHAIN.face_for(" ", None, Cut.REGULAR, "ar-EG").name == "NotoSansArabic-Regular"


def test_a_face_is_read_when_it_is_first_asked() -> None:
    face = FontFolder(FONTS.path).chain.first(Cut.REGULAR, "en")
    assert "program" not in vars(face)
    assert face.covers("a")
    assert "program" in vars(face)


def test_the_folder_holds_what_its_list_says_and_its_licence() -> None:
    entries = json.loads((FONTS.path / "FONTS.json").read_text())["fonts"]
    for entry in entries:
        assert hashlib.sha256((FONTS.path / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
    listed = {entry["file"] for entry in entries}
    assert {path.name for path in FONTS.path.glob("*.ttf")} == listed
    assert "SIL Open Font License" in (FONTS.path / "OFL.txt").read_text()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FontsUnusable, match=r"A folder of fonts with FONTS\.json was expected at"):
        _ = FontFolder(tmp_path).chain


def test_a_list_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "FONTS.json").write_text('{"fonts": [{"file": 7}]}')
    with pytest.raises(FontsUnusable, match="is not a list of fonts"):
        _ = FontFolder(tmp_path).chain


def test_a_list_without_a_regular_font_is_refused(tmp_path: Path) -> None:
    (tmp_path / "FONTS.json").write_text('{"fonts": []}')
    with pytest.raises(FontsUnusable, match="names no regular font"):
        _ = FontFolder(tmp_path).chain


def test_a_font_that_is_not_there_is_named(tmp_path: Path) -> None:
    listed = {"fonts": [{"file": "Gone.ttf", "family": "Gone", "cut": "regular"}]}
    (tmp_path / "FONTS.json").write_text(json.dumps(listed))
    with pytest.raises(FontsUnusable, match=r"Gone\.ttf cannot be read"):
        FontFolder(tmp_path).chain.face_for("a", None, Cut.REGULAR, "en")


def test_fonts_without_the_replacement_character_are_refused(tmp_path: Path) -> None:
    (tmp_path / "Thai.ttf").write_bytes((FONTS.path / "NotoSansHebrew-Regular.ttf").read_bytes())
    listed = {"fonts": [{"file": "Thai.ttf", "family": "Thai", "cut": "regular"}]}
    (tmp_path / "FONTS.json").write_text(json.dumps(listed))
    with pytest.raises(FontsUnusable, match=r"No font has U\+FFFD"):
        FontFolder(tmp_path).chain.face_for("\U0001f5f3", None, Cut.REGULAR, "en")
