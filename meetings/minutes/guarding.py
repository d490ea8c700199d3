"""Keeps a library that stumbles over a file from hiding what else can be told about it."""

import logging
from collections.abc import Callable, Sequence

from meetings.minutes.report import Check, failed

log = logging.getLogger(__name__)


class Unfit(Exception):
    """Something has not the form that was expected; the sentence is fit for the report."""


def guarded(name: str, look: Callable[[], Sequence[Check]]) -> list[Check]:
    """The checks of a part; where it cannot be read, one failed check that says so."""
    try:
        return list(look())
    except Unfit as fault:
        return [failed(name, str(fault))]
    except Exception as fault:
        log.debug("The file cannot be read for the check “%s”.", name, exc_info=True)
        return [failed(name, f"cannot be read: {str(fault) or type(fault).__name__}"[:500])]
