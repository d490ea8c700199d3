"""Bodies at random: their standing orders, their quorum, and how many votes each member has."""

from hypothesis import strategies as st

from meetings.rules.quorum import QuorumRule
from meetings.rules.standing_orders import Rules
from tests.rules.council import CHAIR, DELEGATES, VICE

BODIES = st.builds(
    Rules,
    absentees_vote=st.booleans(),
    without_quorum=st.sampled_from(["no_votes", "procedural", "all"]),
    substitutes=st.booleans(),
    proxies=st.sampled_from([0, 2]),
    proxies_present=st.booleans(),
    proxies_in_group=st.booleans(),
    members_give_proxies=st.booleans(),
    interim=st.sampled_from(["nobody", "chair", "all"]),
    recused_in_base=st.booleans(),
    interests=st.sampled_from(["recused", "declared"]),
    seconders=st.sampled_from([0, 0, 1]),
    roll_call_start=st.sampled_from(["first", "lot"]),
    blank_ballots=st.sampled_from(["none", "left_out", "counted"]),
    invalid_ballots=st.sampled_from(["left_out", "counted"]),
)
QUORUMS = st.one_of(
    st.just(QuorumRule()),
    st.builds(QuorumRule, kind=st.just("count"), count=st.integers(1, 5)),
    st.builds(
        QuorumRule,
        kind=st.just("fraction"),
        num=st.integers(1, 2),
        den=st.just(3),
        strict=st.booleans(),
        of=st.sampled_from(["members", "votes"]),
    ),
)
WEIGHTS = st.fixed_dictionaries({ref: st.integers(1, 3) for ref in (CHAIR, VICE, *DELEGATES)})
