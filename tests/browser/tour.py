"""Looking at screens in a state of the meeting: at every size, by axe, and with a picture where one is wanted."""

import asyncio
from typing import NamedTuple

from tests.browser.gathering import CHAIR, HALL, SECRETARY, Gathering
from tests.browser.screen import CONSOLE, DISPLAY, OLD_DISPLAY, PHONE, SMALLEST, TABLET, WIDE, Device, Screen

SIZES: dict[str, dict[str, Device]] = {
    CHAIR: {"dais": CONSOLE},
    SECRETARY: {"desk-narrow": CONSOLE, "desk": WIDE},
    HALL: {"hall-old": OLD_DISPLAY, "hall": DISPLAY},
}
SETTLED = """async () => {
  const aFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let frame = 0; frame < 3; frame += 1) await aFrame();
  await document.querySelector('hall-page').updateComplete;
}"""
"""The hall display has heard of its new size, and set what it shows to it."""
CUT_OFF = """() => {
  const face = document.querySelector('.hall-face');
  const { top, bottom, left, right } = face.getBoundingClientRect();
  const isOut = (box) => box.bottom > bottom + 2 || box.top < top - 2 || box.right > right + 2 || box.left < left - 2;
  const isElsewhere = (one) => one.closest('svg, canvas, .hall-text, .visually-hidden');
  const isWhole = (one) => one.offsetParent && !one.children.length && !isElsewhere(one);
  const words = [...face.querySelectorAll('*')].filter((one) => isWhole(one) && isOut(one.getBoundingClientRect()));
  return words.map((one) => one.textContent.trim());
}"""
"""What of the picture on the hall display cannot be seen; a long motion may be cut, for then the page says so."""
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
            if kind.startswith("hall"):
                await screen.evaluate(SETTLED)
                self.faults += [f"{name}: cut off: {words}" for words in await screen.evaluate(CUT_OFF)]
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
