"""A view: fragments by key, and the difference between two of them."""

from collections.abc import Mapping

from msgspec import Struct

from meetings.views.fragments import Fragment

Key = str
View = Mapping[Key, Fragment]


class Delta(Struct, frozen=True):
    """What turns one view into another: fragments to put, keys to drop."""

    put: View
    drop: tuple[Key, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return not self.put and not self.drop

    def joined(self, other: "Delta") -> "Delta":
        """Both in one, for parts of a view that share no key."""
        return Delta(put={**self.put, **other.put}, drop=self.drop + other.drop)


def difference(before: View, after: View) -> Delta:
    """What turns `before` into `after`. Fragments that are one and the same need no comparing, and most are."""
    put = {
        key: fragment
        for key, fragment in after.items()
        if (known := before.get(key)) is not fragment and known != fragment
    }
    # A set of keys is compared much faster than each of them, and hardly ever does one go.
    is_dropped = not before.keys() <= after.keys()
    return Delta(put=put, drop=tuple(key for key in before if key not in after) if is_dropped else ())


def applied(view: View, delta: Delta) -> View:
    """`view` after `delta`, as a tablet computes it."""
    kept = {key: fragment for key, fragment in view.items() if key not in delta.drop}
    return {**kept, **delta.put}
