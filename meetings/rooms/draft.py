"""A turn of the writer before it is recorded: commands decided one after another, entries chained, answers ready."""

import logging

from msgspec import Struct

from meetings.record.chain import SALT_BYTES
from meetings.record.codec import Said, said_by, text_of
from meetings.record.entry import Entry, Position, chained, checked
from meetings.rooms.answers import Answer, Answers, Done, Refusal, digest_of, refusal
from meetings.rooms.equipment import Chance
from meetings.rules.decision import Ballot, Decision, Given, Upload
from meetings.rules.identity import Actor, LogId, Stamp
from meetings.rules.meeting import AnyCommand, decide, events_of, evolve, made_by
from meetings.rules.refusals import Code, Refused
from meetings.rules.state import Meeting

log = logging.getLogger(__name__)

SEED_BYTES = 32


class Asked(Struct, frozen=True):
    """A command as it waits for its turn: who asks, what, and what is known of an uploaded file that it names."""

    actor: Actor
    command: AnyCommand
    upload: Upload | None = None


class Draft:
    """What a turn will record. A fault or refusal in one command takes back that command alone."""

    def __init__(self, log_id: LogId, meeting: Meeting, position: Position, answers: Answers) -> None:
        self.log_id = log_id
        self.meeting = meeting
        self.position = position
        self.entries: list[Entry] = []
        self.ballots: list[Ballot] = []
        self.said: list[Said] = []
        self.heads: list[bytes] = []
        self._answers = answers
        self._fresh = Answers()

    def catch_up(self, missed: list[Entry]) -> None:
        """Take in what others recorded. Raises ChainBroken or UnreadableEntry."""
        self.position = checked(self.position, missed)
        self.heads += [entry.hash for entry in missed]
        saids = [said_by(entry) for entry in missed]
        for said in saids:
            self.meeting = evolve(self.meeting, said.event, said.stamp)
        self._fresh.learn(zip(saids, (entry.digest for entry in missed), strict=True))
        self.said += saids

    def take(self, asked: Asked, given: Given, chance: Chance) -> Answer:
        """Decide one command and put its events into the draft."""
        id_ = asked.command.id
        try:
            member = asked.actor.member
            before = self._answers.recall(member, asked.command) or self._fresh.recall(member, asked.command)
            return before or self._decided(asked, given, chance)
        except Refused as refused:
            return refusal(id_, refused)
        except Exception:
            log.exception("a fault in the command %s", type(asked.command).__name__)
            return Refusal(id_, Code.FAULT, "The server made a mistake with this command; nothing was recorded.")

    def _decided(self, asked: Asked, given: Given, chance: Chance) -> Done:
        decision = decide(self.meeting, asked.actor, asked.command, given)
        meeting, saids = self._evolved(asked, decision, given.at)
        # A confidential vote keeps no digest: it would tell the choice to whoever tries all of them.
        digest = None if decision.ballots else digest_of(asked.command)
        texts = [text_of(said) for said in saids]
        salts = [chance(SALT_BYTES) for _ in saids]
        entries = chained(self.position, texts, salts, [digest] * len(saids))
        last = entries[-1]
        self.meeting, self.position = meeting, Position(last.position, last.hash)
        self.entries += entries
        self.heads += [entry.hash for entry in entries]
        self.ballots += decision.ballots
        self.said += saids
        self._fresh.learn((said, digest) for said in saids)
        return _done(asked, saids)

    def _evolved(self, asked: Asked, decision: Decision, at: int) -> tuple[Meeting, list[Said]]:
        """Events are evolved before they are recorded, so that nothing is recorded that cannot be folded."""
        meeting, saids = self.meeting, list[Said]()
        for number, event in enumerate(events_of(decision), start=self.position.number + 1):
            stamp = Stamp(position=number, at=at, by=asked.actor.member)
            meeting = evolve(meeting, event, stamp)
            saids.append(Said(log=self.log_id, event=event, stamp=stamp, id=asked.command.id))
        return meeting, saids

    def settle(self) -> None:
        """Once recorded: the answers of this turn are remembered for good."""
        self._answers.adopt(self._fresh)


def _done(asked: Asked, saids: list[Said]) -> Done:
    last = saids[-1].stamp
    refs = (ref for said in saids if (ref := made_by(said.event)) is not None)
    return Done(asked.command.id, last.position, last.at, next(refs, None))
