"""What an audience was shown last, and what changed since an earlier position."""

from collections.abc import Mapping

from msgspec import Struct

from meetings.record.entry import Position
from meetings.rules.state import Meeting
from meetings.views import audiences
from meetings.views.audiences import OF_THE_MOMENT, Audience, Moment
from meetings.views.showing_people import Listed
from meetings.views.view import Delta, Key, View, difference


class Prefix(Struct, frozen=True):
    """A meeting as one prefix of its log makes it."""

    meeting: Meeting
    position: Position


class Published(Struct, frozen=True):
    """An audience's view as last published; for each key, dropped ones too, the position of its last change.

    `known_from` is where this memory begins: what changed before it is not known here. The list of participants is kept
    apart: it is long and seldom changes, so it is neither made nor compared with the rest.
    """

    audience: Audience
    position: Position
    listed: Listed
    beside: View
    changed: Mapping[Key, int]
    known_from: int

    @property
    def view(self) -> View:
        """All that the audience sees."""
        return {**self.listed.shown, **self.beside}

    @classmethod
    def first(cls, audience: Audience, prefix: Prefix, moment: Moment) -> "Published":
        """The view with which a room opens."""
        listed = audiences.listed(prefix.meeting, audience)
        beside = audiences.beside(prefix.meeting, audience, moment, listed)
        return cls(audience, prefix.position, listed, beside, {}, prefix.position.number)

    def advanced(self, prefix: Prefix, moment: Moment) -> tuple["Published", Delta]:
        """The view of a later prefix or moment, and the difference."""
        listed = audiences.listed(prefix.meeting, self.audience, self.listed)
        beside = audiences.beside(prefix.meeting, self.audience, moment, listed)
        delta = difference(self.beside, beside)
        if listed is not self.listed:
            delta = delta.joined(difference(self.listed.shown, listed.shown))
        number = prefix.position.number
        keys = (*delta.put, *delta.drop)
        changed = {**self.changed, **dict.fromkeys(keys, number)} if keys else self.changed
        return Published(self.audience, prefix.position, listed, beside, changed, self.known_from), delta

    def since(self, position: int) -> Delta:
        """What turns the view at an earlier position into this one. What is of the moment is always sent again."""
        view = self.view
        later = [key for key, at in self.changed.items() if at > position or key.startswith(OF_THE_MOMENT)]
        later += [key for key in view if key.startswith(OF_THE_MOMENT) and key not in self.changed]
        put = {key: view[key] for key in later if key in view}
        return Delta(put=put, drop=tuple(key for key in later if key not in view))
