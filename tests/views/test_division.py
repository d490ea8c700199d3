"""The parts of a motion that is divided, as everybody sees them."""

from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import PartShown
from meetings.views.fragments_of_votes import PollShown
from tests.rules.dividing import PARTS, divided, shown


def test_the_view_says_what_each_part_is() -> None:
    scenario = divided()
    assert shown(scenario).parts == [
        PartShown(PARTS[0], operative=False, ready=True),
        PartShown(PARTS[1]),
        PartShown(PARTS[2]),
    ]
    poll = view(scenario.meeting, Audience.HALL, Moment())["poll/part-2"]
    assert isinstance(poll, PollShown)
    assert poll.part == 2
