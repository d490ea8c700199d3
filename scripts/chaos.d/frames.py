"""Random and hostile frames into the decoder: whatever comes, it is a command, a refusal or a close, never a fault."""

import random
import resource
from collections.abc import Sequence
from pathlib import Path

import msgspec
from findings import Finding

from meetings.rooms.answers import Refusal
from meetings.wire.connection import Connection
from meetings.wire.decoding import COMMANDS, decode, decode_command
from meetings.wire.encoding import answer_frame

BROKEN = "random and hostile frames to the decoder"
PIECES = (
    b"{",
    b"}",
    b"[",
    b'"',
    b"\\ud800",
    b"\\u0000",
    b"1e999",
    b"-0",
    b"null",
    b"NaN",
    b"\xff\xfe",
    b'"do":',
    b'"id":',
    b'"do":"hello"',
    b"[" * 2000,
    b"9" * 400,
    "\N{RIGHT-TO-LEFT OVERRIDE}".encode(),
)
HELLO = '{"do":"hello"}'
WARMED_UP = 0.2


def frames(executions: int, seed: int) -> Finding:
    """So many frames, each made from a good one."""
    dice = random.Random(seed)
    kinds = good()
    before = 0
    for number in range(executions):
        if number == int(executions * WARMED_UP):
            before = _memory_kb()
        frame = spoilt(dice, kinds)
        try:
            feed(frame)
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is what was looked for
            return Finding(BROKEN, f"{number + 1:,} frames, seed {seed}", f"{fault!r} from {frame[:80]!r}", False)
    grown = (_memory_kb() - before) / max(before, 1)
    found = f"0 unhandled, memory grew by {grown:.1%} after the first fifth"
    return Finding(BROKEN, f"{executions:,} frames", found, grown < 0.05)


def feed(frame: bytes) -> None:
    """To all that reads what tablets send, as bytes and as text, before and after a hello; what is refused is said."""
    decode_command(frame)
    received = decode(frame)
    if isinstance(received, Refusal):
        answer_frame(received)
    text = frame.decode("utf-8", "surrogateescape")
    for greeting in ("", HELLO):
        connection = Connection(0)
        connection.receive(greeting or text, 1)
        connection.receive(text, 2)


def good() -> Sequence[bytes]:
    """One frame of each kind."""
    hello = {"do": "hello", "log": "ab" * 32, "position": 7, "head": "cd" * 32}
    fields = {"poll": "p", "choice": ["yes", "no"], "ref": "r", "item": "i", "title": "T", "closes_in_s": 3}
    commands = [{"do": name, "id": f"id-{name}-0001", **fields} for name in COMMANDS]
    signal = {"do": "signal", "kind": "page", "paper": "p", "version": 1, "page": 2}
    return [msgspec.json.encode(frame) for frame in (hello, {"do": "beat"}, signal, *commands)]


def spoilt(dice: random.Random, good: Sequence[bytes]) -> bytes:
    """One of the good ones, with something done to it; now and then nothing."""
    frame = bytearray(dice.choice(good))
    for _ in range(dice.randrange(5)):
        at = dice.randrange(len(frame) + 1)
        match dice.randrange(5):
            case 0:
                del frame[at : at + dice.randrange(1, 12)]
            case 1:
                frame[at:at] = dice.choice(PIECES)
            case 2:
                frame[at : at + 1] = bytes((dice.randrange(256),))
            case 3:
                other = dice.choice(good)
                frame[at:] = other[dice.randrange(len(other)) :]
            case _:
                frame[at:at] = frame[: dice.randrange(len(frame) + 1)]
    return bytes(frame[:65536])


def _memory_kb() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() // 1024
