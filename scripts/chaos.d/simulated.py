"""The simulation over many seeds, and whether each safeguard is missed when it is taken out."""

from collections.abc import Sequence

from findings import Finding

from tests.simulation.safeguards import SAFEGUARDS, first_found
from tests.simulation.world import simulate

MOST_SHOWN = 5


def simulation(seeds: Sequence[int]) -> Finding:
    """Live through the seeds."""
    bad: list[str] = []
    entries = 0
    for seed in seeds:
        outcome = simulate(seed)
        entries += outcome.entries
        if outcome.violations:
            bad.append(f"seed {seed}: {outcome.violations[0]}")
            print(bad[-1], flush=True)
        if len(bad) >= MOST_SHOWN:
            break
    found = "; ".join(bad) or f"{entries:,} entries, 0 violations"
    return Finding("simulation", f"{len(seeds):,} seeds from {seeds[0]}", found, not bad)


def mutations(seeds: Sequence[int]) -> list[Finding]:
    """Take out each safeguard in turn."""
    return [_without(name, seeds) for name in SAFEGUARDS]


def _without(name: str, seeds: Sequence[int]) -> Finding:
    seed = first_found(name, seeds)
    if seed is None:
        return Finding(f"simulation without: {name}", f"{len(seeds):,} seeds", "not noticed", False)
    return Finding(f"simulation without: {name}", f"{seeds.index(seed) + 1} seeds", f"noticed by seed {seed}")
