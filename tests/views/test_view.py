"""Views and their differences: a view and the deltas after it are the next view."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.views.fragments import Fragment, NoticeShown
from meetings.views.view import Delta, applied, difference

FRAGMENTS = st.builds(NoticeShown, text=st.sampled_from("abc"), at=st.integers(0, 2))
VIEWS: st.SearchStrategy[dict[str, Fragment]] = st.dictionaries(st.sampled_from("uvwxyz"), FRAGMENTS)


@given(VIEWS, VIEWS)
def test_a_view_with_the_difference_applied_is_the_next_view(
    before: dict[str, Fragment], after: dict[str, Fragment]
) -> None:
    assert applied(before, difference(before, after)) == after


@given(VIEWS)
def test_a_view_differs_in_nothing_from_itself(view: dict[str, Fragment]) -> None:
    assert difference(view, dict(view)).is_empty


def test_a_difference_holds_only_what_changed() -> None:
    same, old, new = (NoticeShown(text=text, at=0) for text in ("same", "old", "new"))
    delta = difference({"a": same, "b": old, "c": old}, {"a": NoticeShown(text="same", at=0), "b": new})
    assert delta == Delta(put={"b": new}, drop=("c",))
    assert not delta.is_empty


def test_differences_of_parts_that_share_no_key_join_to_one() -> None:
    one = Delta(put={"roll": NoticeShown(text="Bye", at=2)}, drop=("a",))
    other = Delta(put={"notice": NoticeShown(text="Hello", at=1)}, drop=("b",))
    joined = one.joined(other)
    assert (joined.put, joined.drop) == ({**one.put, **other.put}, ("a", "b"))
