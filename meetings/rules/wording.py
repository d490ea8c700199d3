"""The questions that the rules themselves put to the vote, in the language of the meeting, else in English."""

from collections.abc import Mapping

OVER_RULING: Mapping[str, str] = {
    "en": "Shall the ruling of the chair be overruled?",
    "vi": "Có bác bỏ quyết định của chủ tọa không?",
}


def worded(wording: Mapping[str, str], language: str) -> str:
    """The words in a language (BCP 47)."""
    return wording.get(language.lower().partition("-")[0], wording["en"])
