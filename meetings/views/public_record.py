"""The public part of the log: which entries everybody may read.

An entry is hashed whole, so it is shown whole or as its leaf. It is shown if its kind is listed and none of its fields
is set that is not; a vote by name, besides, only once everybody may know it.
"""

from collections.abc import Mapping, Sequence
from typing import get_args

import msgspec
from msgspec.structs import FieldInfo

from meetings.rules.meeting import AnyEvent
from meetings.rules.poll_events import VoteCast
from meetings.rules.state import Meeting
from meetings.views.audiences import Audience
from meetings.views.showing_votes import names_are_known

RECORD: Mapping[str, frozenset[str]] = {
    "meeting_convened": frozenset({"profile", "quorum", "rules"}),
    "called_to_order": frozenset(),
    "suspended": frozenset({"until"}),
    "recess_changed": frozenset({"until"}),
    "resumed": frozenset(),
    "adjourned": frozenset(),
    "chair_taken": frozenset({"member"}),
    "announced": frozenset({"text"}),
    "record_restored": frozenset({"taken_at", "by", "beginning"}),
    "member_admitted": frozenset({"member", "name", "role", "votes", "seat", "group", "title"}),
    "roll_call_opened": frozenset({"method"}),
    "roll_call_closed": frozenset(),
    "attendance_recorded": frozenset({"member", "status", "means", "late"}),
    "substitute_seated": frozenset({"member", "name"}),
    "substitution_ended": frozenset({"member"}),
    "proxy_given": frozenset({"member", "proxy", "means", "authority"}),
    "proxy_ended": frozenset({"member"}),
    "item_added": frozenset({"item", "title", "item_kind", "after", "minutes", "consent"}),
    "consent_marked": frozenset({"item", "consent"}),
    "item_taken_out": frozenset({"item", "member"}),
    "consent_adopted": frozenset({"items"}),
    "item_retitled": frozenset({"item", "title"}),
    "item_moved": frozenset({"item", "after"}),
    "item_withdrawn": frozenset({"item"}),
    "item_started": frozenset({"item"}),
    "item_concluded": frozenset({"item", "outcome"}),
    "item_deferred": frozenset({"item", "until"}),
    "items_joined": frozenset({"items"}),
    "items_parted": frozenset({"items"}),
    "urgency_moved": frozenset({"item", "title", "item_kind", "poll", "mover", "reason"}),
    "floor_requested": frozenset({"member", "request"}),
    "request_withdrawn": frozenset({"member"}),
    "request_moved": frozenset({"member", "after"}),
    "floor_given": frozenset({"member", "request", "limit_s"}),
    "speech_ended": frozenset({"member"}),
    "list_opened": frozenset(),
    "list_closed": frozenset(),
    "list_cleared": frozenset(),
    "motion_moved": frozenset({"motion", "item", "mover", "text"}),
    "amendment_moved": frozenset({"motion", "amends", "item", "mover", "text"}),
    "procedural_moved": frozenset({"motion", "item", "mover", "procedure", "text", "divides"}),
    "motion_divided": frozenset({"motion", "parts", "whole", "decided_by"}),
    "amendment_carried_over": frozenset({"motion", "text", "parts"}),
    "amendment_excluded": frozenset({"motion", "by"}),
    "amendment_restated": frozenset({"motion", "text"}),
    "amendments_ordered": frozenset({"motion", "amendments"}),
    "motion_dropped": frozenset({"motion", "reason"}),
    "motion_seconded": frozenset({"motion", "seconder"}),
    "motion_withdrawn": frozenset({"motion"}),
    "point_ruled": frozenset({"ruling", "member", "verdict", "reason", "item"}),
    "ruling_appealed": frozenset({"ruling", "member", "poll"}),
    "paper_attached": frozenset({"paper", "item", "title", "sha256", "media_type", "pages"}),
    "paper_replaced": frozenset({"paper", "sha256", "media_type", "pages"}),
    "paper_withdrawn": frozenset({"paper"}),
    "page_presented": frozenset({"paper", "version", "page"}),
    "decision_recorded": frozenset({"item", "text"}),
    "task_assigned": frozenset({"item", "text", "to", "due"}),
    "vote_explained": frozenset({"poll", "member", "text"}),
    "interest_declared": frozenset({"member", "item", "text"}),
    "interest_withdrawn": frozenset({"member", "item"}),
    "incident_recorded": frozenset({"text", "item", "happened_at"}),
    "correction_recorded": frozenset({"corrects", "text"}),
    "minutes_signed": frozenset({"member", "covers", "sha256"}),
    "poll_prepared": frozenset(
        {
            "poll",
            "item",
            "question",
            "method",
            "secrecy",
            "majority",
            "base",
            "options",
            "minimum",
            "maximum",
            "seats",
            "electorate",
            "tie",
            "motion",
            "part",
            "turnout",
            "second",
            "blank",
            "invalid",
            "by",
            "repeats",
            "round",
        }
    ),
    "poll_opened": frozenset(
        {"poll", "entitled", "closes_at", "groups", "recused", "recused_in_base", "proxies", "first", "seed"}
    ),
    "no_answer": frozenset({"poll", "member", "why"}),
    "answer_taken_back": frozenset({"poll", "member"}),
    "vote_cast": frozenset({"poll", "member", "choice", "proxy"}),
    "ballot_received": frozenset({"poll", "member", "proxy"}),
    "poll_held": frozenset({"poll", "left_ms", "by_restart"}),
    "poll_resumed": frozenset({"poll", "closes_at"}),
    "counts_entered": frozenset({"poll", "tally", "ballots", "invalid"}),
    "time_added": frozenset({"poll", "seconds"}),
    "poll_closed": frozenset({"poll", "outcome", "digest", "seed"}),
    "result_declared": frozenset({"poll"}),
    "result_corrected": frozenset({"poll", "reason", "outcome", "votes", "counts", "seed"}),
    "member_recused": frozenset({"member", "item", "poll"}),
    "recusal_withdrawn": frozenset({"member", "item", "poll"}),
    "consensus_declared": frozenset({"item", "text", "objections", "poll"}),
    "poll_cancelled": frozenset({"poll", "reason"}),
}
"""Event kind -> its public fields.

Not listed, so hidden: the secret of a roll, reasons of absence, private notes; and an incident that is private.
"""


def is_public(meeting: Meeting, event: AnyEvent) -> bool:
    """Whether everybody in the meeting may read the entry of `event`, as things stand in `meeting`."""
    public = RECORD.get(str(event.__struct_config__.tag))
    if public is None or not _set_fields(event) <= public:
        return False
    return not isinstance(event, VoteCast) or names_are_known(meeting.polls.polls[event.poll])


# To find out the fields of a kind takes longer than to look at them, and a log has many entries.
_FIELDS: Mapping[type[AnyEvent], Sequence[FieldInfo]] = {
    kind: msgspec.structs.fields(kind) for kind in get_args(AnyEvent)
}


def _set_fields(event: AnyEvent) -> set[str]:
    fields = _FIELDS[type(event)]
    return {field.name for field in fields if field.required or getattr(event, field.name) != field.default}


FOR_ORGANISERS = frozenset({"minute_written", "absence_explained", "recusal_explained", "incident_recorded"})
"""Kinds that chair and secretary may read besides the public record."""


AT_THE_DOOR = frozenset(
    "meeting_convened called_to_order suspended recess_changed resumed adjourned chair_taken announced record_restored "
    "member_admitted roll_call_opened roll_call_closed attendance_recorded substitute_seated substitution_ended "
    "proxy_given proxy_ended".split()
)
"""Kinds that stewards may read, as far as they are public: of the business they are shown nothing."""


def is_visible(meeting: Meeting, event: AnyEvent, audience: Audience) -> bool:
    """Whether an audience may read the entry of `event` now."""
    kind = str(event.__struct_config__.tag)
    if audience is Audience.DOOR and kind not in AT_THE_DOOR:
        return False
    return is_public(meeting, event) or (audience is Audience.DAIS and kind in FOR_ORGANISERS)
