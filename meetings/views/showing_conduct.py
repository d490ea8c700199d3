"""What is shown of how people conduct themselves."""

from collections.abc import Iterator

from meetings.rules.state import Meeting
from meetings.views.fragments import Fragment
from meetings.views.fragments_of_conduct import ExplanationShown, IncidentShown, InterestShown


def interests(meeting: Meeting) -> Iterator[tuple[str, Fragment]]:
    """The interests that members have declared."""
    for each in meeting.conduct.interests:
        shown = InterestShown(member=each.member, item=each.item, text=each.text, at=each.at)
        yield f"interest/{each.item}/{each.member}", shown


def explanations(meeting: Meeting) -> Iterator[tuple[str, Fragment]]:
    """How members have explained their votes."""
    for each in meeting.conduct.explanations:
        shown = ExplanationShown(poll=each.poll, member=each.member, text=each.text, at=each.at)
        yield f"explanation/{each.poll}/{each.member}", shown


def incidents(meeting: Meeting) -> Iterator[tuple[str, Fragment]]:
    """The incidents that are on record."""
    for incident in meeting.conduct.incidents:
        shown = IncidentShown(text=incident.text, at=incident.at, item=incident.item, private=incident.is_private)
        yield f"incident/{incident.position}", shown
