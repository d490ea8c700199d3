"""The changes of an amendment in words, as legislators write them."""

from meetings.minutes.plan import Plan
from meetings.minutes.word_changes import Change, changes, is_another_text


def changed(plan: Plan, before: str, after: str) -> str:
    """Change by change, as legislators write them; the whole text where hardly anything stays."""
    if is_another_text(before, after):
        return plan.words.text(after)
    return f"{'; '.join(_change(plan, change) for change in changes(before, after))}."


def _change(plan: Plan, change: Change) -> str:
    _, words = plan.words.gettext, plan.words
    terms = {"after": words.text(change.after), "old": words.text(change.old), "new": words.text(change.new)}
    if change.old and change.new:
        return _("for “%(old)s” read “%(new)s”") % terms
    if change.old:
        return _("delete “%(old)s”") % terms
    if change.after:
        return _("after “%(after)s” insert “%(new)s”") % terms
    return _("at the beginning insert “%(new)s”") % terms
