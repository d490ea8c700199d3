"""What goes wrong in one simulation, drawn from its seed: some seeds are calm, some have every fault at once."""

import random

FAULTS = ("busy", "full", "io", "kill", "power", "stop", "rot", "cut", "silence", "stall", "twice")
RARE = {"busy": 0.01, "full": 0.01, "io": 0.004, "rot": 0.4, "twice": 0.08}
"""How likely a fault is whenever it could happen, in weather of middling badness."""


class Weather:
    """Chance, and which faults are about."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(f"weather {seed}")
        dice = self.dice
        self.nodes = dice.choice((1, 1, 1, 2))
        self.seconds = dice.uniform(2, 5)
        about = [fault for fault in FAULTS if dice.random() < 0.55]
        self._odds = {fault: dice.choice((0.3, 1.0, 2.0)) for fault in about}
        self._slowest_fsync = dice.choice((0.002, 0.02, 0.2))
        self.slowest_hop = dice.choice((0.005, 0.03, 0.2))
        self.backlog = dice.choice((2, 4, 64))
        self.is_calm = False

    def strikes(self, fault: str) -> bool:
        """Whether this fault happens now, where it could."""
        return not self.is_calm and self.dice.random() < RARE[fault] * self._odds.get(fault, 0)

    def is_about(self, fault: str) -> bool:
        """Whether this fault is to be expected at all."""
        return fault in self._odds

    def fsync_s(self) -> float:
        """How long a sync takes at most."""
        return self._slowest_fsync * (5 if self.dice.random() < 0.02 else 1)
