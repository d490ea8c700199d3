"""What `verify` reckons anew of the course of a meeting besides votes: the sitting, speeches, proxies, interests."""

from collections.abc import Callable, Iterator, Sequence

from meetings.minutes import verify_interests, verify_mandates, verify_sitting, verify_speeches, verify_words
from meetings.minutes.report import Check
from meetings.minutes.verify_chain import Said
from meetings.minutes.verify_words import Course


def course(said: Sequence[Said]) -> Course:
    """The course that the entries tell of. Raises Broken."""
    return Course(
        verify_sitting.sitting(said),
        verify_speeches.debate(said),
        verify_mandates.mandates(said),
        verify_interests.interests(said),
    )


def of_course(of: Course) -> list[Check]:
    """A check for each of these, as far as there is anything to tell."""
    return [
        *verify_sitting.check(of.sitting),
        *verify_speeches.check(of.debate),
        *verify_mandates.check(of.mandates),
        *verify_interests.check(of.interests),
    ]


def in_words(said: Sequence[Said], of: Course) -> Callable[[str], Iterator[str]]:
    """What is missing of it in the text of the pages."""
    return lambda body: verify_words.faults(body, said, of)
