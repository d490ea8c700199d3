"""The fragments about how people conduct themselves."""

from meetings.views.fragments import Fragment


class ExplanationShown(Fragment, frozen=True, kw_only=True):
    """`explanation/POLL/MEMBER`: how a member has explained a vote."""

    poll: str
    member: str
    text: str
    at: int


class InterestShown(Fragment, frozen=True, kw_only=True):
    """`interest/ITEM/MEMBER`: what interest a member has declared in an item."""

    member: str
    item: str
    text: str
    at: int


class IncidentShown(Fragment, frozen=True, kw_only=True):
    """`incident/N`, named by the position of its entry, and when it happened; shown to the Dais alone."""

    text: str
    at: int
    item: str | None = None
    private: bool = False
