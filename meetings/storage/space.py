"""How much space is left for the data folder."""

import logging
import shutil
from pathlib import Path

log = logging.getLogger(__name__)

MB = 2**20
LITTLE = 1024 * MB


def left_at(folder: Path) -> int | None:
    """The free bytes of the disk that holds a folder; None where the system does not say."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        log.exception("how much space %s has left could not be found out", folder)
        return None


def warn_of_little(folder: Path, left: int | None) -> None:
    """Say it at the start, while there is time to do something about it."""
    if left is not None and left < LITTLE:
        log.warning("The disk of %s has %d MB left; at least %d MB were expected.", folder, left // MB, LITTLE // MB)
