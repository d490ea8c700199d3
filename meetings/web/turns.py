"""One after the other: what must not be done twice at once, such as trying PINs or signing the same minutes."""

import asyncio
from collections.abc import Hashable
from weakref import WeakValueDictionary


class Turns:
    """A lock for each thing, for as long as somebody waits for it."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    def at(self, thing: Hashable) -> asyncio.Lock:
        """To be held during the turn."""
        return self._locks.setdefault(thing, asyncio.Lock())
