"""The traditions of minutes: which facts are printed, in which order, under which headings, and how the page looks."""

from collections.abc import Mapping

from meetings.minutes.profiles.council import COUNCIL
from meetings.minutes.profiles.parliamentary import PARLIAMENTARY
from meetings.minutes.profiles.tradition import Tradition
from meetings.minutes.profiles.vietnamese import VIETNAMESE

TRADITIONS: Mapping[str, Tradition] = {
    "parliamentary": PARLIAMENTARY,
    "council": COUNCIL,
    "vietnamese": VIETNAMESE,
}


def tradition(profile: str) -> Tradition:
    """The tradition of that name; the parliamentary one for a name that is not known."""
    return TRADITIONS.get(profile, PARLIAMENTARY)
