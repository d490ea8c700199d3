"""What a poll came to, held against what it must come to."""

from meetings.rehearsal.comparing import PollSeen, differences
from meetings.rehearsal.script import Expected

EXPECTED = Expected(cast=3, tally={"yes": 2, "no": 1}, published={"yes": 2, "no": 1, "adopted": True, "needed": 2})
SEEN = PollSeen(state="declared", cast=3, tally={"yes": 2, "no": 1, "abstain": 0}, needed=2, adopted=True)


def found(seen: PollSeen, expected: Expected = EXPECTED) -> list[str]:
    return list(differences("p", seen, expected))


def test_a_poll_that_came_to_what_it_must_has_no_difference() -> None:
    assert found(SEEN) == []


def test_a_lost_ballot_is_a_difference() -> None:
    assert found(PollSeen("declared", 2, {"yes": 2, "no": 1}, 2, True)) == [
        "poll p: 3 ballots were expected, 2 were counted"
    ]


def test_a_vote_for_the_wrong_option_is_a_difference_from_the_ballots() -> None:
    expected = Expected(cast=3, tally=EXPECTED.tally, published={})
    assert found(PollSeen("declared", 3, {"yes": 2, "abstain": 1}), expected) == [
        "poll p: 0 votes for abstain were expected from the ballots, 1 were counted",
        "poll p: 1 votes for no were expected from the ballots, 0 were counted",
    ]


def test_what_was_published_is_told_with_what_came() -> None:
    assert found(PollSeen("declared", 3, SEEN.tally, None, False)) == [
        "poll p: adopted was published as yes, no came",
        "poll p: needed was published as 2, nothing came",
    ]


def test_who_was_elected_is_compared() -> None:
    expected = Expected(cast=1, tally={"red": 1}, published={"winners": ("red",)})
    assert found(PollSeen("declared", 1, {"red": 1}, winners=("red",)), expected) == []
    assert found(PollSeen("declared", 1, {"red": 1}, winners=()), expected) != []


def test_an_option_that_was_published_but_is_not_known_counts_as_none() -> None:
    expected = Expected(cast=0, tally={}, published={"green": 1})
    assert found(PollSeen("declared", 0), expected) == ["poll p: green was published as 1, 0 came"]
