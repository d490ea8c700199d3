"""Near the end of the eventful sitting: what is done with several items of the agenda at once."""

from meetings.rules.agenda import AddItem
from meetings.rules.consent import AdoptConsent, MarkConsent, TakeOut
from meetings.rules.identity import ItemId
from tests.minutes.sitting import Sitting

CHAIR, SECRETARY = "dvorakova", "lipinski"


def order_of_business(sitting: Sitting) -> None:
    """Any other business is still in hand."""
    _consent(sitting)


def _consent(sitting: Sitting) -> None:
    """Three items that nobody is expected to speak on; one is taken out and not reached any more."""
    calendar, fees, twins = ItemId("calendar"), ItemId("fees"), ItemId("twins")
    sitting.do(SECRETARY, AddItem(ref=calendar, title="Calendar for 2027", consent=True))
    sitting.do(SECRETARY, AddItem(ref=fees, title="Fees of the library", consent=True))
    sitting.do(SECRETARY, AddItem(ref=twins, title="Letter to the twin towns"))
    sitting.do(SECRETARY, MarkConsent(item=twins, consent=True))
    sitting.do("cohen", TakeOut(item=fees))
    sitting.later(2)
    sitting.do(CHAIR, AdoptConsent(items=(calendar, twins)))
