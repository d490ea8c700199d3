"""Words inside sentences for people, which are translated as the sentence is: a state, an office, a kind, a field."""

from collections.abc import Mapping

from msgspec import Struct


class Phrase(Struct, frozen=True, omit_defaults=True):
    """`words` that are said `of` something, which tells their meanings apart; `values` fill their `{names}`."""

    of: str
    words: str
    values: Mapping[str, "Value"] = {}

    def __str__(self) -> str:
        return filled(self.words, self.values)


Part = str | int | Phrase
Value = Part | tuple[Part, ...]
"""What may stand for a `{name}` in a sentence: a name or number as it is, words to be translated, or a list."""


def filled(sentence: str, values: Mapping[str, Value]) -> str:
    """The sentence in English, with its values."""
    return sentence.format(**{name: _english(value) for name, value in values.items()}) if values else sentence


def _english(value: Value) -> str | int:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return value if isinstance(value, int) else str(value)


def either(kinds: tuple[Phrase, ...]) -> Phrase:
    """One phrase or the other."""
    first, *others = kinds
    return Phrase("kind", "{one} or {other}", {"one": first, "other": either(tuple(others))}) if others else first


ROLES: Mapping[str, Phrase] = {
    "chair": Phrase("office", "chair"),
    "vice_chair": Phrase("office", "vice-chair"),
    "secretary": Phrase("office", "secretary"),
    "delegate": Phrase("office", "delegate"),
    "observer": Phrase("office", "observer"),
    "display": Phrase("office", "hall display"),
    "steward": Phrase("office", "steward"),
}
ONLY_THE_SERVER = Phrase("office", "only the server")
MEETING_STATES: Mapping[str, Phrase] = {
    "scheduled": Phrase("meeting", "not yet open"),
    "open": Phrase("meeting", "open"),
    "suspended": Phrase("meeting", "suspended"),
    "closed": Phrase("meeting", "closed"),
}
ITEM_STATES: Mapping[str, Phrase] = {
    "planned": Phrase("item", "planned"),
    "open": Phrase("item", "in hand"),
    "concluded": Phrase("item", "concluded"),
    "deferred": Phrase("item", "deferred"),
    "withdrawn": Phrase("item", "withdrawn"),
}
POLL_STATES: Mapping[str, Phrase] = {
    "prepared": Phrase("poll", "prepared"),
    "open": Phrase("poll", "open"),
    "held": Phrase("poll", "held"),
    "closed": Phrase("poll", "closed"),
    "declared": Phrase("poll", "declared"),
    "cancelled": Phrase("poll", "cancelled"),
    "agreed": Phrase("poll", "agreed without a vote"),
}
MOTION_STATES: Mapping[str, Phrase] = {
    "moved": Phrase("motion", "moved"),
    "seconded": Phrase("motion", "seconded"),
    "withdrawn": Phrase("motion", "withdrawn"),
    "dropped": Phrase("motion", "dropped"),
    "adopted": Phrase("motion", "adopted"),
    "rejected": Phrase("motion", "rejected"),
}
STATUSES: Mapping[str, Phrase] = {
    "present": Phrase("attendance", "present"),
    "absent": Phrase("attendance", "absent"),
    "excused": Phrase("attendance", "excused"),
    "left": Phrase("attendance", "left"),
}
SILENCES: Mapping[str, Phrase] = {
    "absent": Phrase("answer", "absent"),
    "pass": Phrase("answer", "pass"),
}
METHODS: Mapping[str, Phrase] = {
    "yes_no": Phrase("method", "yes or no"),
    "yes_no_abstain": Phrase("method", "yes, no or abstain"),
    "choose": Phrase("method", "a choice"),
    "approval": Phrase("method", "an approval vote"),
    "ranked": Phrase("method", "an instant run-off"),
}
SECRECIES: Mapping[str, Phrase] = {
    "open": Phrase("secrecy", "open"),
    "named": Phrase("secrecy", "by name"),
    "confidential": Phrase("secrecy", "confidential"),
    "analog": Phrase("secrecy", "counted in the room"),
}
PROCEDURES: Mapping[str, Phrase] = {
    "suspend": Phrase("procedural motion", "a motion to suspend the meeting"),
    "adjourn": Phrase("procedural motion", "a motion to adjourn the meeting"),
    "adjourn_debate": Phrase("procedural motion", "a motion to adjourn the debate"),
    "close_debate": Phrase("procedural motion", "a motion to close the debate"),
    "postpone": Phrase("procedural motion", "a motion to postpone the matter"),
    "refer": Phrase("procedural motion", "a motion to refer the matter"),
    "divide": Phrase("procedural motion", "a motion to divide the question"),
}
OPTIONS: Mapping[str, Phrase] = {
    "yes": Phrase("option", "yes"),
    "no": Phrase("option", "no"),
    "abstain": Phrase("option", "abstain"),
    "blank": Phrase("option", "blank"),
}
FIELDS: Mapping[str, Phrase] = {
    "text": Phrase("field", "text"),
    "a name": Phrase("field", "a name"),
    "title": Phrase("field", "title"),
    "name": Phrase("field", "name"),
    "reason": Phrase("field", "reason"),
    "question": Phrase("field", "question"),
    "options": Phrase("field", "options"),
    "authority": Phrase("field", "authority"),
    "until": Phrase("field", "until"),
    "due": Phrase("field", "due"),
    "outcome": Phrase("field", "outcome"),
    "seat": Phrase("field", "seat"),
    "group": Phrase("field", "group"),
    "votes": Phrase("field", "votes"),
    "seats": Phrase("field", "seats"),
    "min": Phrase("field", "min"),
    "max": Phrase("field", "max"),
    "parts": Phrase("field", "parts"),
    "preamble": Phrase("field", "preamble"),
    "limit_s": Phrase("field", "limit_s"),
    "minutes": Phrase("field", "minutes"),
    "seconds": Phrase("field", "seconds"),
    "closes_in_s": Phrase("field", "closes_in_s"),
    "version": Phrase("field", "version"),
    "page": Phrase("field", "page"),
    "position": Phrase("field", "position"),
    "covers": Phrase("field", "covers"),
    "invalid": Phrase("field", "invalid"),
    "ballots": Phrase("field", "ballots"),
    "tally": Phrase("field", "tally"),
    "late": Phrase("field", "late"),
    "badge": Phrase("field", "badge"),
    "happened_at": Phrase("field", "happened_at"),
    "turnout": Phrase("field", "turnout"),
    "majority": Phrase("field", "majority"),
    "place": Phrase("field", "place"),
    "body": Phrase("field", "body"),
    "member": Phrase("field", "member"),
    "choice": Phrase("field", "choice"),
    "poll": Phrase("field", "poll"),
    "item": Phrase("field", "item"),
    "motion": Phrase("field", "motion"),
    "majority: num": Phrase("field", "majority: num"),
    "majority: den": Phrase("field", "majority: den"),
    "turnout: num": Phrase("field", "turnout: num"),
    "turnout: den": Phrase("field", "turnout: den"),
    "second: majority: num": Phrase("field", "second: majority: num"),
    "second: majority: den": Phrase("field", "second: majority: den"),
}
"""What people fill in; what is not here stands in a meeting file, and is called as it is there."""
