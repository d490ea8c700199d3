"""The demonstration meeting: an invented regional council, its papers and the votes it is rehearsed with.

It holds files only: `council.json` is a meeting file like any other, and the papers beside it are made from `texts/` by
`scripts/demonstration_papers`.
"""

from pathlib import Path

FILE: Path = Path(__file__).parent / "council.json"
