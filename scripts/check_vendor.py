"""Compares every vendored file with its digest in vendor.json; says what is missing, extra or changed, without Node."""

import base64
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
ALSO_MADE = ("icons.svg",)


def faults(static: Path) -> Iterator[str]:
    expected: dict[str, str] = json.loads((static / "vendor" / "vendor.json").read_text("utf-8"))["files"]
    present = {
        path.relative_to(static).as_posix()
        for path in (*(static / "vendor").rglob("*"), *(static / name for name in ALSO_MADE))
        if path.is_file() and path.name != "vendor.json"
    }
    yield from (f"missing: static/{name}" for name in sorted(expected.keys() - present))
    yield from (f"extra: static/{name}" for name in sorted(present - expected.keys()))
    for name in sorted(present & expected.keys()):
        came = digest(static / name)
        if came != expected[name]:
            yield f"changed: static/{name} (expected {expected[name]}, got {came})"


def digest(path: Path) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode("ascii")


def main() -> int:
    found = list(faults(STATIC))
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
