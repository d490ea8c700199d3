"""Any value of a type, from the type alone: whatever the wire could decode, and more."""

from typing import Any

from hypothesis import strategies as st
from msgspec import inspect

WHOLE = st.one_of(st.integers(-3, 3), st.integers(-(2**53) + 1, 2**53 - 1))
HUGE = st.one_of(WHOLE, st.sampled_from([2**53, -(2**53), 10**30]))
WRITTEN = st.text(max_size=12)
STRANGE = st.one_of(
    st.sampled_from(["", "ana", "budget", "p", "yes", "x" * 301, "\x00", chr(0xD800), "x" * 20_001]), WRITTEN
)


def recordable(kind: type) -> st.SearchStrategy[Any]:
    """Any value that can stand in the record."""
    return _any(inspect.type_info(kind), WRITTEN, WHOLE)


def imaginable(kind: type) -> st.SearchStrategy[Any]:
    """Any value at all, with numbers and texts that cannot stand in the record."""
    return _any(inspect.type_info(kind), STRANGE, HUGE)


Strategy = st.SearchStrategy[Any]


def _any(kind: inspect.Type, texts: Strategy, numbers: Strategy) -> Strategy:
    match kind:
        case inspect.StrType():
            return texts
        case inspect.IntType():
            return numbers
        case inspect.BoolType():
            return st.booleans()
        case inspect.NoneType():
            return st.none()
        case inspect.EnumType(cls=enum):
            return st.sampled_from(enum)
        case inspect.LiteralType(values=values):
            return st.sampled_from(values)
        case _:
            return _any_composed(kind, texts, numbers)


def _any_composed(kind: inspect.Type, texts: Strategy, numbers: Strategy) -> Strategy:
    match kind:
        case inspect.UnionType(types=kinds):
            return st.one_of([_any(one, texts, numbers) for one in kinds])
        case inspect.VarTupleType(item_type=one):
            return st.lists(_any(one, texts, numbers), max_size=3).map(tuple)
        case inspect.DictType(key_type=key, value_type=value):
            return st.dictionaries(_any(key, texts, numbers), _any(value, texts, numbers), max_size=3)
        case inspect.StructType(cls=cls, fields=fields):
            return st.builds(cls, **{field.name: _any(field.type, texts, numbers) for field in fields})
        case _:
            raise TypeError(f"no strategy for {kind}")
