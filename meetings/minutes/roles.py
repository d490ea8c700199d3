"""The offices of a meeting in words, as they stand on badges and attendance sheets."""

from meetings.minutes.words import Words
from meetings.rules.identity import Role


def role_name(words: Words, role: str) -> str:
    """The office in words."""
    _ = words.gettext
    names = {
        Role.CHAIR: _("Chair"),
        Role.VICE_CHAIR: _("Vice-chair"),
        Role.SECRETARY: _("Secretary"),
        Role.DELEGATE: _("Delegate"),
        Role.OBSERVER: _("Observer"),
        Role.DISPLAY: _("Hall display"),
        Role.STEWARD: _("Steward"),
    }
    return next((name for known, name in names.items() if known == role), role)
