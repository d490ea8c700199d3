"""Read by every Python that a test starts, its own and those of servers and workers: keeps each PDF that is typeset or
signed there in a folder, where `every_pdf` finds it. Nothing else of the tests is loaded into those programs.
"""

import hashlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

FOLDER = "PDFS_OF_TESTS"
"""The variable of the environment that names the folder."""
TAGGED, UNTAGGED, SIGNED, UNSIGNED = ".tagged", ".untagged", ".signed", ".unsigned"
"""What a file is. Beside a signed one there is what it was before, under the same name."""


def keep(content: bytes, kind: str, unsigned: bytes | None = None) -> None:
    """A file appears whole or not at all."""
    digest, folder = hashlib.sha256(content).hexdigest(), Path(os.environ[FOLDER])
    parts = {UNSIGNED: unsigned, kind: content}
    for ending, part in parts.items():
        if part is not None:
            growing = folder / f"{digest}{ending}.{os.getpid()}"
            growing.write_bytes(part)
            growing.replace(folder / f"{digest}{ending}")


def _watch_typesetting(canvas: ModuleType) -> None:
    save = canvas.TaggedCanvas.save

    def saving(self: Any) -> None:
        save(self)
        keep(self._filename.getvalue(), TAGGED if self.is_tagged else UNTAGGED)

    canvas.TaggedCanvas.save = saving


def _watch_signing(signing: ModuleType) -> None:
    sign = signing.sign

    @wraps(sign)  # so that it can be sent to a worker by its name
    def signed(pdf: bytes, *given: Any) -> bytes:
        content: bytes = sign(pdf, *given)
        keep(content, SIGNED, pdf)
        return content

    signing.__dict__["sign"] = signed


_WATCHED: Mapping[str, Callable[[ModuleType], None]] = {
    "meetings.typesetting.canvas": _watch_typesetting,
    "meetings.minutes.sign": _watch_signing,
}


class _Watching(MetaPathFinder):
    """Finds the modules that make files, and watches them as soon as they are loaded: servers never load them."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        begin = _WATCHED.get(fullname)
        spec = PathFinder.find_spec(fullname, path, target) if begin else None
        if begin is None or spec is None or spec.loader is None:
            return None
        load = spec.loader.exec_module

        def load_and_watch(module: ModuleType) -> None:
            load(module)
            begin(module)

        spec.loader.exec_module = load_and_watch
        return spec


def watch() -> None:
    """From now on files are kept."""
    sys.meta_path.insert(0, _Watching())
    for name, begin in _WATCHED.items():
        if name in sys.modules:
            begin(sys.modules[name])


if FOLDER in os.environ:
    watch()
