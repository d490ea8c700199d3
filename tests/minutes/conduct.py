"""Near the end of the eventful sitting: how people conduct themselves."""

from meetings.rules.identity import ItemId
from meetings.rules.incidents import RecordIncident
from meetings.rules.proceedings import ChangeRecess, Resume, Suspend
from tests.minutes.sitting import SECOND, Sitting

CHAIR, SECRETARY, OTHER = "dvorakova", "lipinski", ItemId("other")
CANARY = "canary-of-incident"


def conduct(sitting: Sitting) -> None:
    """Any other business is still in hand."""
    _incidents(sitting)


def _incidents(sitting: Sitting) -> None:
    """A recess that lasts longer than was announced, what happened in it, and what nobody is to read of."""
    sitting.do(CHAIR, Suspend(until=sitting.now + 300 * SECOND))
    alarm = sitting.now
    sitting.later(4)
    sitting.do(CHAIR, ChangeRecess(until=sitting.now + 600 * SECOND))
    sitting.later(8)
    sitting.do(CHAIR, Resume())
    sitting.do(SECRETARY, RecordIncident(text="The fire alarm rang; the hall was cleared.", happened_at=alarm))
    sitting.do(SECRETARY, RecordIncident(text="A visitor interrupted a speech and was asked to leave.", item=OTHER))
    sitting.do(SECRETARY, RecordIncident(text=CANARY, item=OTHER, private=True))
