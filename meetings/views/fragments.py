"""The fragments of a view: what PROTOCOL lists under "Keys of the view". Times are milliseconds since 1970 UTC."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from meetings.rules.identity import MemberId
from meetings.rules.stays import Stays


class Fragment(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A piece of a view. What is left at its default is not sent."""


class MeetingShown(Fragment, frozen=True, kw_only=True):
    """`meeting`: what it is and where it stands; `offset` is its clock in minutes east of UTC.

    `rules` are the standing orders of the body, each by its name in the meeting file.
    """

    title: str
    body: str
    place: str
    state: str
    language: str
    chair: str | None
    starts_at: int
    offset: int
    rules: Mapping[str, Any]
    until: int | None = None
    called_at: int | None = None
    adjourned_at: int | None = None
    rehearsal: bool = False


class QuorumShown(Fragment, frozen=True, kw_only=True):
    """`quorum`. `represented` says how many of those present are so by proxy."""

    required: int
    present: int
    total: int
    met: bool
    represented: int = 0


class NowShown(Fragment, frozen=True, kw_only=True):
    """`now`: the item in hand, its poll that is open or was closed last, who has the floor."""

    item: str | None
    poll: str | None
    speaker: str | None
    together: Sequence[str] = ()


class ItemShown(Fragment, frozen=True, kw_only=True):
    """`item/REF`. `order` counts from 1; `papers` in the order in which they were attached."""

    title: str
    kind: str
    state: str
    order: int
    papers: Sequence[str]
    outcome: str | None = None
    minutes: int | None = None
    consent: str | None = None
    taken_out_by: str | None = None
    until: str | None = None


class UrgentShown(Fragment, frozen=True, kw_only=True):
    """`urgent/REF`: what is moved to be put on the agenda; `item` is the one under which it is voted on."""

    title: str
    kind: str
    poll: str
    item: str
    mover: str | None = None
    reason: str | None = None


class MemberShown(Fragment, frozen=True, kw_only=True):
    """`member/REF`. `order` on the list counts from 1; `substitute` sits in the seat instead of the member.

    `proxy` votes for the member while it is away, on the `authority` of a paper or of the member's own word (none).
    `recorded`: it is absent by record, not for want of one. The reason of an absence and `stays`, the times of having
    been here, are shown to the Dais alone.
    """

    order: int
    name: str
    role: str
    votes: int
    status: str
    seat: str | None = None
    group: str | None = None
    title: str | None = None
    reason: str | None = None
    stays: Stays = ()
    recorded: bool = False
    substitute: str | None = None
    proxy: str | None = None
    authority: str | None = None


class RollShown(Fragment, frozen=True, kw_only=True):
    """`roll`."""

    open: bool
    method: str


class RequestShown(Fragment, frozen=True, kw_only=True):
    """Somebody waiting for the floor."""

    member: str
    kind: str
    since: int


class FloorShown(Fragment, frozen=True, kw_only=True):
    """`floor`. `kind` is what the speech is for, `points` whose point of order waits for a ruling.

    `spoken` says how many milliseconds of their time members have used on the item in hand.
    """

    speaker: str | None
    since: int | None
    limit_s: int | None
    list: Sequence[RequestShown]
    open: bool
    kind: str | None = None
    spoken: Mapping[MemberId, int] = {}
    points: Sequence[str] = ()


class RulingShown(Fragment, frozen=True, kw_only=True):
    """`ruling/REF`: what the chair said of a member's point of order; `stands` once an appeal is decided.

    `recorded_by` is who recorded the appeal for the member.
    """

    member: str
    verdict: str
    reason: str
    at: int
    item: str | None = None
    appellant: str | None = None
    poll: str | None = None
    stands: bool | None = None
    recorded_by: str | None = None


class PartShown(Struct, frozen=True, omit_defaults=True):
    """A part of a motion that is divided; `adopted` is None as long as it is not decided.

    Of an amendment `text` is the whole motion as it would read with this part alone.
    """

    text: str
    operative: bool = True
    adopted: bool | None = None
    ready: bool = False


class MotionShown(Fragment, frozen=True, kw_only=True):
    """`motion/REF`. `order` counts from 1; `ready` says that it can be put to the vote as things stand.

    `moved` is the text with which it was moved, where an amendment has changed it; `amends` the motion that it is to
    amend, `ballot_order` the order in which the amendments to it are voted on; `parts` are voted on one by one, and
    then `whole` too; `divisible` says that it can be divided as things stand; `divides` the motion that this one is to
    divide; `recorded_by` is who recorded it for the mover, who moved it aloud; `onto` is the text that an
    amendment changes, where its motion reads otherwise by now, `excluded_by` the one that has changed the same words.
    """

    order: int
    item: str
    mover: str
    seconders: Sequence[str]
    text: str
    state: str
    ready: bool = False
    moved: str | None = None
    amends: str | None = None
    procedure: str | None = None
    ballot_order: Sequence[str] = ()
    reason: str | None = None
    divides: str | None = None
    divisible: bool = False
    onto: str | None = None
    excluded_by: str | None = None
    parts: Sequence[PartShown] = ()
    whole: bool = True
    recorded_by: str | None = None


class VersionShown(Fragment, frozen=True, kw_only=True):
    """A version of a paper."""

    version: int
    sha256: str
    pages: int
    media_type: str


class PaperShown(Fragment, frozen=True, kw_only=True):
    """`paper/ID`, versions oldest first."""

    item: str
    title: str
    versions: Sequence[VersionShown]


class MinuteShown(Fragment, frozen=True, kw_only=True):
    """`minute/N`, named by the position of its entry; notes are shown to the Dais alone."""

    item: str
    text: str
    kind: str
    at: int
    to: str | None = None
    due: str | None = None


class NoticeShown(Fragment, frozen=True, kw_only=True):
    """`notice`."""

    text: str
    at: int


class CanShown(Fragment, frozen=True, kw_only=True):
    """`can`: the commands that this audience may give now."""

    commands: Sequence[str]


class MeShown(Fragment, frozen=True, kw_only=True):
    """`me`: one's own seat, the office in which one acts now, and what of `can` is not for oneself.

    `votes_for` are the members for whom one may vote by proxy in the poll in progress; `others_only`, if one may not
    vote there for oneself.
    """

    ref: str
    name: str
    role: str
    votes: int
    cannot: Sequence[str] = ()
    votes_for: Sequence[str] = ()
    others_only: bool = False


class Connected(Fragment, frozen=True, kw_only=True):
    """`presence` for all but the Dais: how many members have a tablet connected."""

    connected: int


class PageShown(Fragment, frozen=True, kw_only=True):
    """`shown`: the page that is shown now."""

    paper: str
    version: int
    page: int


class TakenShown(Fragment, frozen=True, kw_only=True):
    """`taken`: which voting seat was opened on another tablet last, and when; for the Dais."""

    member: str
    at: int


class RollCodeShown(Fragment, frozen=True, kw_only=True):
    """`roll_code`: the code of the hall display, the address in its QR code, and when it changes."""

    code: str
    url: str
    changes_at: int


Shown = tuple[str, Fragment]
"""A fragment under its key."""
