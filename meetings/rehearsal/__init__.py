"""A rehearsal: simulated tablets play a meeting file over real websockets and compare the results with the published.

It stands outside the server and knows of it only what PROTOCOL says: pages, wire, commands. `script` (pure) says what
is to be done, `tablet` does it, `play` directs, `report` tells. Only copies of meetings that are marked as a rehearsal
are played, since what is played is recorded for good.
"""

from pathlib import Path


def rehearse(  # noqa: PLR0913 - one argument per option
    file: Path, *, base: str | None, links: Path | None, data: Path | None, tablets: int | None, as_json: bool
) -> int:
    """`meetings rehearse`; the exit code comes back."""
    from meetings.rehearsal.command import Options, run

    return run(Options(file=file, base=base, links=links, data=data, tablets=tablets, as_json=as_json))
