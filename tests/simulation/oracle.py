"""What must always hold, looked at after each step, with as little of the server's own code as possible.

The log is followed as it is written. Whatever a tablet shows or was told is compared with it.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from meetings.record.codec import said_by
from meetings.record.entry import Entry, Position
from meetings.rehearsal.frames import AnyFrame, Delta, frame_of
from meetings.rules.identity import LogId, MemberId
from meetings.rules.meeting import evolve, fold
from meetings.rules.state import Meeting
from meetings.views import audiences
from meetings.views import view as views
from meetings.views.audiences import Audience, Moment
from meetings.wire.encoding import WireEncoding
from tests.rooms.chamber import ROLES
from tests.simulation.secrecy import secrets_in

VOTES = frozenset({"vote_cast", "ballot_received"})
ENDS = frozenset({"poll_closed", "poll_cancelled"})
LATEST_CLOSE_MS = 1000


class Oracle:
    """The invariants. What is violated is noted, and the first of it ends the simulation."""

    def __init__(self, log_id: LogId, entries: Sequence[Entry]) -> None:
        self.violations: list[str] = []
        self._log_id = log_id
        saids = [said_by(entry) for entry in entries]
        self.states: list[Meeting] = [fold((said.event, said.stamp) for said in saids[:1])]
        for said in saids[1:]:
            self.states.append(evolve(self.states[-1], said.event, said.stamp))
        self.heads = [entry.hash for entry in entries]
        self._texts: list[dict[str, Any]] = [json.loads(entry.text) for entry in entries]
        self._confirmed: dict[int, tuple[str, str]] = {}
        self._forget()
        self._views: dict[tuple[int, Audience], Mapping[str, bytes]] = {}

    def violated(self, sentence: str) -> None:
        """Note what must never be."""
        self.violations.append(sentence)

    @property
    def length(self) -> int:
        """How many entries the log has."""
        return len(self._texts)

    # The log

    def appended(self, entries: Sequence[Entry], boxes: Mapping[str, int]) -> None:
        """A transaction was written."""
        for entry in entries:
            self._append(entry)
        self._compare_boxes(boxes)

    def _append(self, entry: Entry) -> None:
        number = len(self._texts) + 1
        leaf = sha256(b"\x00" + entry.salt + entry.text.encode()).digest()
        head = sha256(b"\x01" + self.heads[-1] + leaf).digest()
        if entry.position != number or entry.hash != head:
            self.violated(f"entry {number} was expected to follow, entry {entry.position} came or its hash is wrong")
            return
        said = json.loads(entry.text)
        self._look_for_another_effect(said)
        self._look_for_a_late_vote(said)
        self._texts.append(said)
        self._remember(said)
        self.heads.append(head)
        self.states.append(evolve(self.states[-1], said_by(entry).event, said_by(entry).stamp))

    def _forget(self) -> None:
        """Know of the log no more than it holds now."""
        self._effects: set[tuple[str | None, str, str]] = set()
        self._closes_at: dict[str, Any] = {}
        self._secrecy: dict[str, str] = {}
        self._over: set[str] = set()
        for said in self._texts:
            self._remember(said)

    def _look_for_another_effect(self, said: dict[str, Any]) -> None:
        effect = said["actor"], said["id"], said["kind"]
        if said["actor"] and said["id"] and effect in self._effects:
            self.violated(f"the command {said['id']} has two effects: {said['kind']}")

    def _look_for_a_late_vote(self, said: dict[str, Any]) -> None:
        poll = said["body"].get("poll", "")
        closes_at = self._closes_at.get(poll)
        is_late = poll in self._over or (closes_at is not None and said["at"] >= closes_at)
        if said["kind"] in VOTES and is_late:
            self.violated(f"a vote was counted after the close of {poll}")
        late_ms = said["at"] - (closes_at or 0)
        if said["kind"] == "poll_closed" and said["actor"] is None and late_ms > LATEST_CLOSE_MS:
            self.violated(f"the timed poll {poll} was closed {late_ms} ms late")

    def _remember(self, said: dict[str, Any]) -> None:
        poll, body = said["body"].get("poll", ""), said["body"]
        self._effects.add((said["actor"], said["id"], said["kind"]))
        match said["kind"]:
            case "poll_prepared":
                self._secrecy[poll] = body["secrecy"]
            case "poll_opened" | "poll_resumed":
                self._closes_at[poll] = body.get("closes_at")
            case "poll_held":
                self._closes_at[poll] = None
            case "time_added":
                self._closes_at[poll] = self._closes_at[poll] and self._closes_at[poll] + 1000 * body["seconds"]
            case kind:
                if kind in ENDS:
                    self._over.add(poll)

    def _compare_boxes(self, boxes: Mapping[str, int]) -> None:
        received: dict[str, int] = {}
        for said in self._texts:
            if said["kind"] == "ballot_received":
                received[said["body"]["poll"]] = received.get(said["body"]["poll"], 0) + 1
        if received != dict(boxes):
            self.violated(f"the boxes hold {dict(boxes)}, received were {received}")

    def cut_back(self, kept: int) -> None:
        """The log has lost its end, which was not durable."""
        lost = [id_ for position, (_, id_) in self._confirmed.items() if position > kept]
        if lost:
            self.violated(f"confirmed and lost: {', '.join(lost)}")
        del self._texts[kept:], self.heads[kept:], self.states[kept:]
        self._forget()
        self._views = {place: shown for place, shown in self._views.items() if place[0] <= kept}

    # The tablets

    def confirmed(self, member: str, id_: str, position: int, synced: int) -> None:
        """A tablet was told that its command is recorded."""
        self._confirmed[position] = (member, id_)
        if position > synced:
            self.violated(f"{id_} was confirmed at {position} before it was durable ({synced} entries are)")
            return
        said = self._texts[position - 1]
        if (said["actor"], said["id"]) != (member, id_):
            self.violated(f"{id_} of {member} was confirmed at {position}, where the log has {said['id']}")

    def shows(self, member: str, position: int, head: str, shown: Mapping[str, bytes]) -> None:
        """A tablet shows this at this position: exactly what the prefix of the log makes for its audience."""
        if not 0 < position <= self.length or self.heads[position - 1].hex() != head:
            self.violated(f"{member} is at {position}, which is no prefix of the log ({self.length} entries)")
            return
        expected = self.view(position, audience_of(self.states[position - 1], member))
        keys = differing(shown, expected)
        if keys:
            self.violated(f"{member} at {position} shows otherwise than the log: {', '.join(keys)}")

    def frame(self, member: str, frame: AnyFrame) -> None:
        """A tablet gets this: nothing that it may not see."""
        is_dais = self._may_be_dais(member)
        for secret in secrets_in(frame, member, is_dais=is_dais, secrecy=self._secrecy):
            self.violated(f"{member} was shown {secret}")

    def shows_own(self, member: str, position: int, shown: Mapping[str, bytes]) -> None:
        """A tablet has just got its own part as of this position: exactly what that prefix of the log makes."""
        if not 0 < position <= self.length:
            self.violated(f"{member} got its part as of {position}, where the log has {self.length} entries")
            return
        keys = differing(shown, encoded(audiences.seat(self.states[position - 1], MemberId(member))))
        if keys:
            self.violated(f"{member} at {position} is shown otherwise of its own than the log: {', '.join(keys)}")

    def _may_be_dais(self, member: str) -> bool:
        return member in ("chair", "secretary") or any(
            audience_of(state, member) is Audience.DAIS for state in self.states[-40:]
        )

    def view(self, position: int, audience: Audience) -> Mapping[str, bytes]:
        """What an audience sees of a prefix, encoded; without what is of the moment."""
        if (position, audience) not in self._views:
            shown = audiences.view(self.states[position - 1], audience, Moment())
            kept = {key: fragment for key, fragment in shown.items() if not key.startswith(audiences.OF_THE_MOMENT)}
            self._views[position, audience] = encoded(kept)
        return self._views[position, audience]

    def audience(self, member: str) -> Audience:
        """Where a participant sits now."""
        return audience_of(self.states[-1], member)

    def own(self, member: str) -> Mapping[str, bytes]:
        """What a seat is shown besides, of the whole log."""
        return encoded(audiences.seat(self.states[-1], MemberId(member)))


def differing(shown: Mapping[str, bytes], expected: Mapping[str, bytes]) -> list[str]:
    """The keys whose fragments differ. In which order an object has its fields says nothing."""
    keys = [key for key in shown.keys() | expected.keys() if shown.get(key) != expected.get(key)]
    return sorted(
        key
        for key in keys
        if key not in shown or key not in expected or json.loads(shown[key]) != json.loads(expected[key])
    )


def encoded(view: views.View) -> dict[str, bytes]:
    """A view as bytes by key."""
    frame = WireEncoding().shared(Position(1, b""), views.Delta(put=view, drop=()))
    delta = frame_of(frame.json)
    assert isinstance(delta, Delta)
    return {key: bytes(raw) for key, raw in delta.put.items()}


def audience_of(meeting: Meeting, member: str) -> Audience:
    """By an own table: who presides sits on the dais, a chair who does not sits among the delegates."""
    role = str(ROLES.get(member, "delegate"))
    if member == meeting.sitting.presiding or role == "secretary":
        return Audience.DAIS
    return {"observer": Audience.GALLERY, "display": Audience.HALL}.get(role, Audience.FLOOR)
