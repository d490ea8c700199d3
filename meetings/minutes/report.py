"""What a verification found, check by check, as lines for people and as JSON for programs."""

import msgspec
from msgspec import Struct


class Check(Struct, frozen=True):
    """One thing that was looked at, whether it holds, and what was found."""

    name: str
    passed: bool
    detail: str


class Report(Struct, frozen=True):
    """Everything that was looked at, in order."""

    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether all of it holds; nothing looked at is nothing verified."""
        return bool(self.checks) and all(check.passed for check in self.checks)

    def lines(self) -> str:
        """One line a check: PASS or FAIL, its name, what was found; and the verdict."""
        width = max((len(check.name) for check in self.checks), default=0)
        found = [
            f"{_word(check.passed)}  {_shown(check.name):<{width}}  {_shown(check.detail)}" for check in self.checks
        ]
        return "\n".join([*found, f"{_word(self.passed)}  {self._verdict()}"])

    def json(self) -> bytes:
        """The same for programs."""
        return msgspec.json.encode({"passed": self.passed, "checks": self.checks})

    def _verdict(self) -> str:
        failed = sum(not check.passed for check in self.checks)
        return f"{failed} of {len(self.checks)} checks failed" if failed else f"all {len(self.checks)} checks hold"


def passed(name: str, detail: str) -> Check:
    return Check(name, passed=True, detail=detail)


def failed(name: str, detail: str) -> Check:
    return Check(name, passed=False, detail=detail)


def _shown(text: str) -> str:
    """Names may come out of a hostile file: nothing of theirs may steer a terminal or turn its text around."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)


def _word(holds: bool) -> str:
    return "PASS" if holds else "FAIL"
