"""The fragments about the record itself: corrected, restored, signed."""

from meetings.views.fragments import Fragment


class CorrectionShown(Fragment, frozen=True, kw_only=True):
    """`correction/N`: what the entry at a position should say."""

    corrects: int
    text: str
    at: int


class SignatureShown(Fragment, frozen=True, kw_only=True):
    """`signature/MEMBER`: who has signed the minutes, when, and up to which position."""

    at: int
    covers: int
    sha256: str


class RestoredShown(Fragment, frozen=True, kw_only=True):
    """`restored/N`: the record came back from a backup; N is the position of the entry that says so.

    `taken_at` is when the backup was taken, `log` the id of the log in `welcome` from then on.
    """

    at: int
    taken_at: int
    by: str
    log: str
