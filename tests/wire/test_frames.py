"""Close codes and their reasons."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.wire.frames import COME_BACK, EXPLANATIONS, LONGEST_REASON, CloseCode, Violation, fitting


def test_every_code_has_its_sentence() -> None:
    assert set(EXPLANATIONS) == set(CloseCode)


def test_every_sentence_fits_into_a_close_frame() -> None:
    assert all(fitting(sentence) == sentence for sentence in EXPLANATIONS.values())


def test_a_tablet_comes_back_by_itself_after_a_restart_and_when_it_was_too_slow() -> None:
    assert {1012, 1013} == COME_BACK


def test_a_plain_violation_says_what_its_code_means() -> None:
    assert Violation.plain(CloseCode.SEAT_TAKEN) == Violation(
        CloseCode.SEAT_TAKEN, "This seat was opened on another tablet."
    )


def test_a_long_reason_is_cut_between_characters() -> None:
    cut = fitting("ế" * 200)
    assert len(cut.encode()) <= LONGEST_REASON
    assert set(cut) == {"ế", "…"}


@given(st.text(alphabet=st.characters(codec=None)))
def test_whatever_is_quoted_a_reason_fits_into_a_close_frame(reason: str) -> None:
    assert len(fitting(reason).encode()) <= LONGEST_REASON
