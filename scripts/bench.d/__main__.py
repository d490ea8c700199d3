"""The bench: `scripts/bench session` plays a whole session in one run, `scripts/bench rules` holds a large meeting
without disk and network, `scripts/bench pdf` sets pages beside other programs, `scripts/bench hub` measures the socket
beside other hubs. Ends with 1 if a goal is missed.

Each measurement is a module beside this one that gives figures; `write` puts them into BENCHMARKS.md.
"""

import asyncio
import sys
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import book
import hub
import machine
import pdf
import process
import session
from figures import Figure, table

BENCHMARKS = Path(__file__).parents[2] / "BENCHMARKS.md"
MEASUREMENTS: Mapping[str, Callable[[], Coroutine[Any, Any, Sequence[Figure]]]] = {
    "session": session.measure,
    "rules": book.measure,
    "pdf": pdf.measure,
    "hub": hub.measure,
}
# What takes the time of processors, and not the time of the clock, leaves others their turn.
PATIENT = frozenset({"pdf", "rules"})


def main() -> int:
    name = sys.argv[1] if len(sys.argv) > 1 else "session"
    if name not in MEASUREMENTS:
        print(f"scripts/bench: one of {', '.join(MEASUREMENTS)} was expected, {name!r} came", file=sys.stderr)
        return 2
    with nullcontext(enter_result=False) if name in PATIENT else process.before_others() as went_first:
        figures = asyncio.run(MEASUREMENTS[name]())
    print(table(figures))
    write(name, figures, "before other programs" if went_first else "among other programs")
    return 0 if all(figure.is_met for figure in figures) else 1


def write(name: str, figures: Sequence[Figure], priority: str) -> None:
    """Put the table between the marks of this measurement."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    before, _, rest = BENCHMARKS.read_text(encoding="utf-8").partition(begin)
    after = rest.partition(end)[2]
    said = f"{datetime.now(UTC):%Y-%m-%d}, {machine.description()}, {priority}\n\n{table(figures)}\n"
    BENCHMARKS.write_text(before + begin + said + end + after, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
