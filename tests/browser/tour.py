"""Looking at screens in a state of the meeting: at every size, by axe, and with a picture where one is wanted."""

import asyncio
from typing import NamedTuple

from tests.browser.gathering import CHAIR, HALL, SECRETARY, Gathering
from tests.browser.screen import CONSOLE, DISPLAY, PHONE, SMALLEST, TABLET, WIDE, Device, Screen

SIZES: dict[str, dict[str, Device]] = {
    CHAIR: {"dais": CONSOLE},
    SECRETARY: {"desk-narrow": CONSOLE, "desk": WIDE},
    HALL: {"hall": DISPLAY},
}
TABLET_SIZES = {"smallest": SMALLEST, "phone": PHONE, "tablet": TABLET}


class Tour:
    """Collects what is wrong with the screens in all states, so that one run tells it all."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    async def look(self, state: str, *screens: Screen) -> None:
        """Each screen at each of its sizes; at the last one it is checked by axe."""
        async with asyncio.TaskGroup() as group:
            for screen in screens:
                group.create_task(self._look_at(screen, state))

    async def _look_at(self, screen: Screen, state: str) -> None:
        for kind, device in SIZES.get(screen.name, TABLET_SIZES).items():
            await screen.becomes(device)
            name = f"{kind}-{state}"
            width = await screen.width()
            if width > device.width:
                self.faults.append(f"{name}: {width} px wide on a screen of {device.width} px")
            await screen.picture(name)
        self.faults += [f"{screen.name}-{state}: {fault}" for fault in await screen.barriers()]

    def is_over(self) -> None:
        assert self.faults == [], "\n\n".join(self.faults)


async def everybody_present(gathering: Gathering) -> None:
    """The meeting is open and every member is recorded as present."""
    await gathering.give(CHAIR, "call_to_order")
    for link in gathering.links.values():
        if link.role in ("chair", "delegate", "vice_chair"):
            await gathering.give(SECRETARY, "record_attendance", member=link.ref, status="present")


class Four(NamedTuple):
    """One screen of each kind."""

    chair: Screen
    secretary: Screen
    hall: Screen
    tablet: Screen


async def one_of_each(gathering: Gathering) -> Four:
    async with asyncio.TaskGroup() as group:
        entering = [group.create_task(gathering.enters(ref)) for ref in (CHAIR, SECRETARY, HALL, "aldenhaven")]
    return Four(*[entered.result() for entered in entering])


async def one_of_each_at(gathering: Gathering, item: str) -> Four:
    """Everybody is present, and the item is in hand."""
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item=item)
    return await one_of_each(gathering)
