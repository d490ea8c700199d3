"""Objects bound into a file: packed into object streams and found by a cross-reference stream (ISO 32000-1, 7.5).

A long tagged document is mostly small objects of its structure; packed they take a quarter of the room. Pure.
"""

from collections.abc import Iterable

from meetings.typesetting import syntax

# The comment of high bytes tells programs that the file is not text.
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
# More objects in a stream pack a little better, but a reader unpacks all of them to see one.
_PACK = 200
_FREE = (0).to_bytes(5, "big") + (65535).to_bytes(2, "big")


class Binder:
    """Takes the objects one by one and gives the file."""

    def __init__(self) -> None:
        self._parts = [_HEADER]
        self._offset = len(_HEADER)
        self._rows: list[bytes] = [_FREE]
        self._packed: list[tuple[int, bytes]] = []
        self._packs: list[list[tuple[int, bytes]]] = []

    def take(self, bodies: Iterable[bytes]) -> None:
        """The bodies of objects 1, 2, 3 and so on."""
        for number, body in enumerate(bodies, 1):
            self._rows.append(b"")
            if body.endswith(b"endstream\n"):
                self._place(number, body)
            else:
                self._packed.append((number, body))
                if len(self._packed) == _PACK:
                    self._close_pack()

    def file(self, root: bytes, record: bytes, identity: bytes) -> bytes:
        """The file; `root` and `record` refer to the catalogue and to the information dictionary."""
        if self._packed:
            self._close_pack()
        for pack in self._packs:
            self._place_pack(pack)
        start = self._offset
        number = len(self._rows)
        self._rows.append(_row(1, start, 0))
        entries = {
            "Type": b"/XRef",
            "Size": b"%d" % len(self._rows),
            "W": b"[1 4 2]",
            "Root": root,
            "Info": record,
            "ID": identity,
        }
        self._write(b"%d 0 obj\n%sendobj\n" % (number, syntax.stream(b"".join(self._rows), entries)))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _close_pack(self) -> None:
        self._packs.append(self._packed)
        self._packed = []

    def _place(self, number: int, body: bytes) -> None:
        self._rows[number] = _row(1, self._offset, 0)
        self._write(b"%d 0 obj\n%sendobj\n" % (number, body))

    def _place_pack(self, pack: list[tuple[int, bytes]]) -> None:
        number = len(self._rows)
        self._rows.append(b"")
        places: list[bytes] = []
        offset = 0
        for index, (member, body) in enumerate(pack):
            places.append(b"%d %d" % (member, offset))
            offset += len(body) + 1
            self._rows[member] = _row(2, number, index)
        head = b" ".join(places) + b"\n"
        content = head + b"\n".join(body for _, body in pack)
        entries = {"Type": b"/ObjStm", "N": b"%d" % len(pack), "First": b"%d" % len(head)}
        self._place(number, syntax.stream(content, entries))

    def _write(self, part: bytes) -> None:
        self._parts.append(part)
        self._offset += len(part)


def _row(kind: int, place: int, further: int) -> bytes:
    """A line of the cross-reference stream: 1, offset, 0 or 2, number of the object stream, index in it."""
    return bytes((kind,)) + place.to_bytes(4, "big") + further.to_bytes(2, "big")
