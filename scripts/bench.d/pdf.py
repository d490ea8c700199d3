"""Pages a second and memory of our typesetting, beside four other ways to make PDF from Python, in one run.

The others are installed into a folder outside the checkout; one that cannot be installed is named and left out.
"""

import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from figures import Figure
from msgspec import Struct
from pdf_engine import LIMIT_S
from pdf_work import work

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "static" / "fonts"
OTHERS: Mapping[str, str] = {
    "reportlab": "reportlab==5.1.0",
    "fpdf2": "fpdf2==2.8.9",
    "weasyprint": "weasyprint==70.0",
    "typst": "typst==0.15.2",
}
NAMES = {
    "ours": "ours",
    "reportlab": "ReportLab, LongTable of Paragraphs",
    "fpdf2": "fpdf2, shaping",
    "weasyprint": "WeasyPrint, PDF/UA-1",
    "typst": "Typst",
}
SIZES = (10, 100, 1000)
# Nobody waits longer for one run.
LONGEST_S = 900.0
KINDS = {"prose": "prose", "roll": "roll calls"}
# 1,000 pages of roll calls, and how many times the pages of others in the same time.
SECONDS, MEMORY_MB = 10.0, 600
FASTER: Mapping[str, float] = {"typst": 1.5, "weasyprint": 10.0, "fpdf2": 10.0}


class Run(Struct, frozen=True):
    """What an engine took for a piece of work."""

    pages: int
    seconds: float
    memory: int

    @property
    def speed(self) -> float:
        return self.pages / self.seconds


Runs = dict[tuple[str, int, str], Run]


async def measure() -> Sequence[Figure]:
    """All work by all engines, the small pieces first."""
    pythons = {"ours": Path(sys.executable), **environments()}
    runs: Runs = {}
    for engine, python in pythons.items():
        attempt(engine, python, "roll", 1)  # an installed program has been compiled before
    for pages in SIZES:
        for kind in KINDS:
            for engine, python in pythons.items():
                if (needed := foreseen(runs, kind, pages, engine)) > LONGEST_S:
                    print(f"skipped: {pages} pages of {kind} by {engine} would take {needed:.0f} s", file=sys.stderr)
                elif (run := attempt(engine, python, kind, pages)) is not None:
                    runs[kind, pages, engine] = run
                    print(f"{kind} {pages} {engine}: {run.speed:.0f} pages a second", file=sys.stderr)
    return [*told(runs), *judged(runs)]


def foreseen(runs: Runs, kind: str, pages: int, engine: str) -> float:
    """The seconds that a piece of work would take at the speed of the smaller pieces."""
    speeds = [run.speed for (of, _, by), run in runs.items() if (of, by) == (kind, engine)]
    return pages / max(speeds) if speeds else 0.0


def environments() -> Mapping[str, Path]:
    """A Python with each of the others, made when it is first needed."""
    made: dict[str, Path] = {}
    for engine, package in OTHERS.items():
        folder = Path(tempfile.gettempdir()) / f"meetings-bench-{package}"
        python = folder / "bin" / "python"
        if not python.exists():
            venv.create(folder, with_pip=True)
        packages = [package, "uharfbuzz==0.57.0"] if engine == "fpdf2" else [package]
        command = [python, "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check", *packages]
        if subprocess.run(command, check=False).returncode == 0:
            made[engine] = python
        else:
            print(f"skipped: {package}, which could not be installed", file=sys.stderr)
    return made


def attempt(engine: str, python: Path, kind: str, pages: int) -> Run | None:
    """One engine in a process of its own; None where it fails or takes longer than is waited for."""
    with tempfile.TemporaryDirectory(prefix="meetings-bench-pdf-") as name:
        folder = Path(name)
        source, out = folder / "work.json", folder / "out.pdf"
        source.write_text(json.dumps(work(kind, pages), ensure_ascii=False), encoding="utf-8")
        command = [python, HERE / "pdf_engine.py", engine, FONTS, source, out]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment())
        if done.returncode:
            last = (done.stderr.strip().splitlines() or [f"no answer in {LIMIT_S} s"])[-1]
            print(f"skipped: {pages} pages of {kind} by {engine}: {last}", file=sys.stderr)
            return None
        took = json.loads(done.stdout.splitlines()[-1])
        return Run(_pages(out), took["seconds"], took["memory"])


def environment() -> Mapping[str, str]:
    """Ours runs from a checkout: its modules are compiled into a folder outside, as those of the others are."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "meetings-bench-compiled")}


def _pages(file: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(file) as opened:
        return len(opened)


def told(runs: Runs) -> Iterator[Figure]:
    for (kind, pages, engine), run in runs.items():
        value = f"{run.speed:.0f} pages/s: {run.pages} in {run.seconds:.1f} s, {run.memory:,} MB"
        yield Figure(f"{pages:,} pages of {KINDS[kind]}, {NAMES[engine]}", value)


def judged(runs: Runs) -> Iterator[Figure]:
    """Goals are for the roll calls of 1,000 delegates on 1,000 pages."""
    own = runs.get(("roll", SIZES[-1], "ours"))
    if own is None:
        yield Figure("1,000 tagged pages of roll calls", "none", f"< {SECONDS:.0f} s", is_met=False)
        return
    scaled = own.seconds * SIZES[-1] / own.pages
    yield Figure("1,000 tagged pages of roll calls", f"{scaled:.1f} s", f"< {SECONDS:.0f} s", scaled < SECONDS)
    yield Figure("their memory", f"{own.memory} MB", f"< {MEMORY_MB} MB", own.memory < MEMORY_MB)
    for engine, goal in FASTER.items():
        for kind in KINDS:
            yield from _compared(runs, kind, engine, goal)


def _compared(runs: Runs, kind: str, engine: str, goal: float) -> Iterator[Figure]:
    """At the largest size that both have done."""
    for pages in reversed(SIZES):
        own, other = runs.get((kind, pages, "ours")), runs.get((kind, pages, engine))
        if own and other:
            times = own.speed / other.speed
            name = f"{KINDS[kind]}, {pages:,} pages: times as fast as {NAMES[engine]}"
            yield Figure(name, f"{times:.1f}", f">= {goal:g}", times >= goal)
            return
