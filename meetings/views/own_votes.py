"""One's own votes as a seat sees them: those that one gave oneself, or by proxy for others, or had given by a proxy."""

from collections.abc import Iterable, Iterator, Sequence

from meetings.rules.identity import MemberId, PollId
from meetings.rules.polls import Poll
from meetings.rules.state import Meeting
from meetings.views import showing_votes
from meetings.views.fragments import Fragment
from meetings.views.view import View


class MyVoteShown(Fragment, frozen=True, kw_only=True):
    """`me/vote/REF`: one's own vote as recorded, perhaps given by `proxy`; no choice when confidential."""

    position: int
    at: int
    choice: str | Sequence[str] | None = None
    proxy: str | None = None


class ProxyVoteShown(Fragment, frozen=True, kw_only=True):
    """`me/proxy/REF/MEMBER`: the vote of one for whom one votes; no choice when confidential or given in person."""

    position: int
    at: int
    choice: str | Sequence[str] | None = None
    in_person: bool = False


def own_votes(meeting: Meeting, member: MemberId, polls: Iterable[PollId]) -> View:
    """The votes in some polls."""
    votes: dict[str, Fragment] = {}
    for ref in polls:
        poll = meeting.polls.polls[ref]
        cast = poll.votes.get(member)
        if cast is not None:
            choice = showing_votes.choice_shown(poll, cast.choice) if cast.choice else None
            votes[f"me/vote/{ref}"] = MyVoteShown(position=cast.position, at=cast.at, choice=choice, proxy=cast.proxy)
        votes.update(_of_others(poll, member))
    return votes


def _of_others(poll: Poll, member: MemberId) -> Iterator[tuple[str, Fragment]]:
    """The votes of those for whom this member votes; what they vote in person is not told."""
    for other in poll.representing.get(member, ()):
        cast = poll.votes.get(other)
        if cast is not None:
            in_person = cast.proxy is None
            choice = showing_votes.choice_shown(poll, cast.choice) if cast.choice and not in_person else None
            shown = ProxyVoteShown(position=cast.position, at=cast.at, choice=choice, in_person=in_person)
            yield f"me/proxy/{poll.ref}/{other}", shown
