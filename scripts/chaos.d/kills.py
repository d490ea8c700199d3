"""`kill -9` of the writer of a log, again and again on the same log."""

import asyncio
import random
import tempfile
from pathlib import Path

from findings import Finding
from writer import Lost, begin, check, writing

from meetings.record.entry import ChainBroken

BROKEN = "kill -9 of the log's writer"


def kills(cycles: int, seed: int) -> Finding:
    """So many lives and deaths."""
    dice, confirmed = random.Random(seed), 0
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        root = Path(folder) / "data"
        asyncio.run(begin(root))
        entries = 0
        for cycle in range(cycles):
            with writing(root) as program:
                said = program.confirms(1)
                program.goes_on_for(dice.uniform(0, 0.3))
                said += program.kill()
            try:
                entries = check(root, said)
            except (Lost, ChainBroken) as fault:
                return Finding(BROKEN, f"{cycle + 1} cycles, seed {seed}", str(fault), False)
            confirmed += len(said)
    return Finding(
        BROKEN, f"{cycles} cycles", f"{confirmed:,} commits confirmed, {entries:,} entries, 0 lost, the chain whole"
    )
