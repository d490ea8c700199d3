"""What goes out compressed, for those who take it so: a hall full of tablets loads its pages over one network."""

import gzip
import re
from pathlib import Path

PACKABLE = frozenset({".css", ".js", ".json", ".mjs", ".svg", ".wasm"})
GZIP = re.compile(r"gzip(;q=(?!0(\.0*)?$).*)?")


def takes_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header allows gzip (RFC 9110 section 12.5.3)."""
    return any(GZIP.fullmatch(part.replace(" ", "").lower()) for part in header.split(","))


def packed(content: bytes) -> bytes:
    """The content, compressed; the same content gives the same bytes."""
    return gzip.compress(content, compresslevel=6, mtime=0)


class PackedFiles:
    """Files that never change while the server runs, compressed when somebody asks for them first."""

    def __init__(self) -> None:
        self._packed: dict[Path, bytes] = {}

    def of(self, path: Path) -> bytes:
        """The compressed file. Blocks when it is asked for first."""
        if path not in self._packed:
            self._packed[path] = packed(path.read_bytes())
        return self._packed[path]
