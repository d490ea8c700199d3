"""The writer with `synchronous=NORMAL`: a control that must lose what it confirmed when the power is cut."""

import asyncio
import sys
from pathlib import Path

from meetings.storage import sqlite
from tests.storage.appending import append

if __name__ == "__main__":
    pragmas = tuple("synchronous=NORMAL" if each.startswith("synchronous") else each for each in sqlite.PRAGMAS)
    setattr(sqlite, "PRAGMAS", pragmas)  # noqa: B010 - the product has no such switch
    asyncio.run(append(Path(sys.argv[1])))
