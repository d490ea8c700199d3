"""The words for the offices."""

import pytest

from meetings.minutes.roles import role_name
from meetings.minutes.words import Words
from meetings.rules.identity import Role


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_word(role: Role) -> None:
    assert role_name(Words("en", 0, 0), role) != role


def test_a_role_that_is_not_known_is_told_as_it_is() -> None:
    assert role_name(Words("en", 0, 0), "piper") == "piper"
