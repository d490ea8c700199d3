"""The requests of the command line and their answers."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from meetings.rules.identity import MeetingId


class _Message(Struct, frozen=True, kw_only=True, tag=True):
    pass


class Import(_Message, frozen=True, kw_only=True):
    """Convene the meeting of a file. `papers` are the files that it names, by their path in it.

    `base` is the address in the links; left out, it is the one at which the installation is reached.
    """

    file: bytes
    papers: Mapping[str, bytes]
    base: str | None = None
    rehearsal: bool = False


class Links(_Message, frozen=True, kw_only=True):
    """New links for one participant, or for all; the old ones end."""

    meeting: str
    ref: str | None
    base: str | None = None


class Minutes(_Message, frozen=True, kw_only=True):
    """The minutes as signed so far, or a draft."""

    meeting: str


class Export(_Message, frozen=True, kw_only=True):
    """The whole log of a meeting, as JSON lines."""

    meeting: str


class Backup(_Message, frozen=True, kw_only=True):
    """A copy of everything into a file (an absolute path)."""

    to: str


class LinkMade(Struct, frozen=True, kw_only=True):
    """A participant's link. `token` is what the link holds."""

    ref: str
    name: str
    role: str
    token: str
    code: str
    url: str


class LinksMade(_Message, frozen=True, kw_only=True):
    """The links of a meeting, by office and name."""

    meeting: MeetingId
    title: str
    language: str = "en"
    links: Sequence[LinkMade]


class Content(_Message, frozen=True, kw_only=True):
    """A file's bytes."""

    content: bytes


class BackedUp(_Message, frozen=True, kw_only=True):
    """A sentence about the copy that was made."""

    sentence: str


class Failed(_Message, frozen=True, kw_only=True):
    """It could not be done; the sentence says why. Nothing was changed."""

    sentence: str


Request = Import | Links | Minutes | Export | Backup
Reply = LinksMade | Content | BackedUp | Failed
