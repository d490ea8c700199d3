"""From the record to the contents of the minutes: one more fold of the log, over its public entries only."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from meetings.minutes.compile_motions import Motions
from meetings.minutes.contents import Consented, Corrected, Dealt, Minutes, PaperLaid, Proof, Resolved, Restored, Urged
from meetings.minutes.contents_of_attendance import Attended, Person
from meetings.minutes.contents_of_debate import Declared, Ruled, TimeUsed
from meetings.minutes.contents_of_votes import Agreed, Called, Righted, Voted
from meetings.minutes.course import Course, person
from meetings.minutes.moments import Happened, Stay
from meetings.record.codec import Said
from meetings.rules import repeats, roll_call_vote
from meetings.rules.agenda import Item
from meetings.rules.attendance import Member
from meetings.rules.closing import PutRight
from meetings.rules.identity import ItemId, MemberId, Role
from meetings.rules.left_standing import left_standing
from meetings.rules.meeting import NO_MEETING, evolve
from meetings.rules.minute_book import Minute, MinuteKind
from meetings.rules.papers import Paper
from meetings.rules.points_of_order import Ruling
from meetings.rules.polls import Agreement, Poll, PollState
from meetings.rules.speaking_time import spoken_on
from meetings.rules.state import Meeting
from meetings.views.showing_debate import stands
from meetings.views.showing_votes import COUNTED, names_are_known


def compile_minutes(meeting_id: str, record: Iterable[Said], proof: Proof) -> Minutes:
    """The minutes of a whole record. What is hidden from the public does not come in."""
    course, meeting = Course(), NO_MEETING
    for said in record:
        meeting = evolve(meeting, said.event, said.stamp)
        course.follow(said, meeting)
    return _Compiler(meeting, course).minutes(meeting_id, proof)


class _Compiler:
    """Puts the meeting as it ended together with the course that it took."""

    def __init__(self, final: Meeting, course: Course) -> None:
        self._final = final
        self._course = course

    @cached_property
    def _people(self) -> dict[MemberId, Person]:
        return {ref: person(member) for ref, member in self._final.attendance.members.items()}

    @cached_property
    def _numbers(self) -> dict[ItemId, int]:
        """Where each item stands on the agenda."""
        return {ref: number for number, ref in enumerate(self._final.agenda.order, start=1)}

    @cached_property
    def _places(self) -> dict[MemberId, int]:
        """Where each name stands in the order of the alphabet."""
        members = self._final.attendance.members
        in_order = sorted(members, key=lambda ref: (members[ref].name.casefold(), ref))
        return {ref: place for place, ref in enumerate(in_order)}

    def minutes(self, meeting_id: str, proof: Proof) -> Minutes:
        """Everything together."""
        final, course = self._final, self._course
        members = [final.attendance.members[ref] for ref in course.members]
        return Minutes(
            meeting=meeting_id,
            profile=final.sitting.profile,
            state=final.sitting.state,
            called_at=final.sitting.called_at,
            settled_at=course.settled_at,
            adjourned_at=final.sitting.adjourned_at,
            recesses=course.recesses,
            chairs=course.chairs,
            secretaries=[person(member) for member in members if member.role is Role.SECRETARY],
            quorum_rule=final.attendance.quorum,
            without_quorum=final.sitting.rules.without_quorum,
            absentees_vote=final.sitting.rules.absentees_vote,
            quorum_checks=course.checks,
            quorum_changes=course.quorum_changes,
            attendance=self._attendances(member for member in members if member.votes > 0),
            guests=self._attendances(member for member in members if member.role is Role.OBSERVER),
            substitutes=[each for ref in course.members for each in course.substitutes.get(ref, ())],
            represented=[each for ref in course.members for each in course.represented.get(ref, ())],
            proxies_present=final.sitting.rules.proxies_present,
            speeches=course.speeches[None],
            announcements=course.announcements[None],
            rulings=self._rulings(None),
            incidents=self._incidents(None),
            items=self._items(),
            corrections=self._corrections(),
            restored=[Restored(each.at, each.taken_at, each.by, each.position - 1) for each in final.restorations],
            proof=proof,
        )

    def _attendances(self, members: Iterable[Member]) -> Sequence[Attended]:
        return [Attended(person(member), _stays(member), member.status) for member in members]

    def _corrections(self) -> Sequence[Corrected]:
        made = self._final.corrections.corrections
        return [Corrected(each.corrects, each.text, each.at, self._course.times.get(each.corrects)) for each in made]

    def _items(self) -> Sequence[Dealt]:
        """Items as they were taken up; those never taken up follow in the order of the agenda."""
        agenda, course = self._final.agenda, self._course
        begun = {ref: at for ref, (at, _) in course.adopted.items()}
        begun |= {ref: times[0] for ref, times in course.taken_up.items()}
        taken = sorted((ref for ref in agenda.order if ref in begun), key=begun.__getitem__)
        rest = [ref for ref in agenda.order if ref not in begun]
        return [self._dealt(agenda.items[ref], self._numbers[ref]) for ref in (*taken, *rest)]

    def _urgent_vote(self, item: ItemId) -> int | None:
        """The number of the vote by which an urgent item came on the agenda."""
        polls = (each.poll for each in self._final.agenda.urgent if each.item == item)
        return next((self._final.polls.polls[poll].order for poll in polls), None)

    def _urged(self, item: ItemId) -> Sequence[Urged]:
        """What was moved as urgent while this item was in hand."""
        polls = self._final.polls.polls
        return [
            Urged(
                each.at,
                each.title,
                None if each.mover is None else self._people[each.mover],
                each.reason,
                polls[each.poll].order,
            )
            for each in self._final.agenda.urgent
            if polls[each.poll].item == item
        ]

    def _consented(self, item: ItemId) -> Consented | None:
        if item not in self._course.adopted:
            return None
        at, items = self._course.adopted[item]
        polls = sorted(self._final.polls.polls.values(), key=lambda poll: poll.order)
        spared = [poll.question for poll in polls if poll.item == item and poll.state is PollState.AGREED]
        return Consented(at, [self._numbers[ref] for ref in items if ref != item], spared)

    def _dealt(self, item: Item, number: int) -> Dealt:
        final, course = self._final, self._course
        mine = [minute for minute in final.minutes.minutes if minute.item == item.ref]
        return Dealt(
            ref=item.ref,
            number=number,
            title=item.title,
            kind=item.kind,
            state=item.state,
            outcome=item.outcome,
            added_at=course.added.get(item.ref),
            moved_at=course.moved_at.get(item.ref, []),
            taken_up=course.taken_up.get(item.ref, []),
            consented=self._consented(item.ref),
            together=[self._numbers[ref] for ref in course.together.get(item.ref, ())],
            went_on=self._numbers[course.went_on[item.ref]] if item.ref in course.went_on else None,
            parted_at=course.parted.get(item.ref, []),
            until=item.until,
            urgent_vote=self._urgent_vote(item.ref),
            taken_out_by=None if item.taken_out_by is None else self._people[item.taken_out_by],
            papers=[self._laid(paper) for paper in self._papers() if paper.item == item.ref],
            announcements=course.announcements[item.ref],
            speeches=course.speeches[item.ref],
            time_used=self._time_used(item),
            rulings=self._rulings(item.ref),
            incidents=self._incidents(item.ref),
            motions=Motions(final, course, self._people).on(item.ref),
            urged=self._urged(item.ref),
            polls=[self._voted(poll) for poll in self._polls(item)],
            agreed=[self._agreed(each) for each in final.polls.agreements if each.item == item.ref],
            interests=self._interests(item),
            recused=self._named(self._in_order(self._recused(item) - self._voters(item))),
            recused_later=[
                (self._people[ref], course.recused[item.ref, ref])
                for ref in self._in_order(self._recused(item) & self._voters(item))
            ],
            decisions=[self._resolved(minute) for minute in mine if minute.kind is MinuteKind.DECISION],
            tasks=[self._resolved(minute) for minute in mine if minute.kind is MinuteKind.TASK],
        )

    def _time_used(self, item: Item) -> Sequence[TimeUsed]:
        """By members in the order of the alphabet, then by groups, as far as the rules limit it."""
        rules, spoken = self._final.sitting.rules, spoken_on(self._final.floor.spoken, item.ref)
        members = [(self._people[ref], spoken[ref]) for ref in self._in_order(spoken)]
        groups: dict[str, int] = {}
        for person_, ms in members:
            if person_.group is not None:
                groups[person_.group] = groups.get(person_.group, 0) + ms
        limit, shared = rules.member_limit_s, rules.group_limit_s
        by_member = [TimeUsed(person_.name, ms, limit) for person_, ms in members if limit]
        return [*by_member, *(TimeUsed(group, groups[group], shared) for group in sorted(groups) if shared)]

    def _rulings(self, item: ItemId | None) -> Sequence[Ruled]:
        return [self._ruled(ruling) for ruling in self._final.points.rulings if ruling.item == item]

    def _ruled(self, ruling: Ruling) -> Ruled:
        return Ruled(
            ref=ruling.ref,
            at=ruling.at,
            member=self._people[ruling.member],
            verdict=ruling.verdict,
            reason=ruling.reason,
            appellant=None if ruling.appellant is None else self._people[ruling.appellant],
            vote=None if ruling.poll is None else self._final.polls.polls[ruling.poll].order,
            stands=stands(self._final, ruling),
            recorded_by=None if ruling.recorded_by is None else self._people[ruling.recorded_by],
        )

    def _incidents(self, item: ItemId | None) -> Sequence[Happened]:
        mine = (each for each in self._final.conduct.incidents if each.item == item and not each.is_private)
        return [Happened(each.text, each.at) for each in sorted(mine, key=lambda each: each.at)]

    def _papers(self) -> Iterable[Paper]:
        return (self._final.papers.papers[ref] for ref in self._course.papers)

    def _laid(self, paper: Paper) -> PaperLaid:
        latest = paper.versions[-1]
        return PaperLaid(
            title=paper.title,
            version=len(paper.versions),
            sha256=latest.sha256,
            pages=latest.pages,
            is_withdrawn=paper.is_withdrawn,
            replaced_at=self._course.replaced[paper.ref],
        )

    def _polls(self, item: Item) -> Sequence[Poll]:
        """The polls of an item but those that were spared by an agreement."""
        polls = self._final.polls.polls.values()
        mine = [poll for poll in polls if poll.item == item.ref and poll.state is not PollState.AGREED]
        return sorted(mine, key=lambda poll: (poll.opened_at is None, poll.opened_at or 0, poll.order))

    def _recused(self, item: Item) -> set[MemberId]:
        return {each.member for each in self._final.polls.recusals if each.item == item.ref}

    def _voters(self, item: Item) -> set[MemberId]:
        """Who has voted on the item, perhaps before being recused from it."""
        return {ref for poll in self._polls(item) for ref in poll.votes}

    def _interests(self, item: Item) -> Sequence[Declared]:
        declared = [each for each in self._final.conduct.interests if each.item == item.ref]
        return [Declared(self._people[each.member], each.text) for each in declared]

    def _explanations(self, poll: Poll) -> Sequence[Declared]:
        given = [each for each in self._final.conduct.explanations if each.poll == poll.ref]
        return [Declared(self._people[each.member], each.text) for each in given]

    def _agreed(self, agreement: Agreement) -> Agreed:
        spared = None if agreement.poll is None else self._final.polls.polls[agreement.poll].question
        return Agreed(agreement.text, agreement.at, self._named(agreement.objections), spared)

    def _voted(self, poll: Poll) -> Voted:
        voters = self._in_order(poll.votes)
        names, is_known = None, names_are_known(poll) and poll.state in COUNTED
        if is_known and not poll.is_ranked:
            names = {option: [ref for ref in voters if option in poll.votes[ref].choice] for option in poll.option_refs}
        return Voted(
            poll=poll,
            names=None if names is None else {option: self._named(refs) for option, refs in names.items()},
            voters=self._named(voters),
            silent=self._named(self._in_order(ref for ref in poll.entitled if ref not in poll.votes)),
            declared_at=self._course.declared.get(poll.ref),
            seed=self._course.seeds.get(poll.ref),
            quorum=self._course.quorums.get(poll.ref),
            pauses=self._course.pauses.get(poll.ref, ()),
            recused=self._named(self._in_order(poll.recused)),
            repeats=None if poll.repeats is None else self._final.polls.polls[poll.repeats].order,
            explanations=self._explanations(poll),
            righted=[] if poll.closing is None else [self._righted(each) for each in poll.closing.put_right],
            rankings=self._rankings(poll, voters) if is_known and poll.is_ranked else None,
            by_proxy={ref: self._people[cast.proxy] for ref in voters if (cast := poll.votes[ref]).proxy is not None},
            called=self._called(poll),
            left_standing=left_standing(self._final, poll),
            is_outdated=repeats.is_outdated(self._final, poll),
        )

    def _called(self, poll: Poll) -> Sequence[Called]:
        """The roll as it was called, with what stands of the answers."""
        if poll.by != "voice" or not poll.entitled:
            return []
        cast = {ref: vote.choice for ref, vote in poll.votes.items()}
        names = roll_call_vote.roll(self._final, poll)
        return [Called(self._people[ref], cast.get(ref, ()), poll.silent.get(ref)) for ref in names]

    def _righted(self, each: PutRight) -> Righted:
        changed = [(self._people[ref], *each.votes[ref]) for ref in self._in_order(each.votes)]
        by = None if each.by is None else self._people[each.by]
        return Righted(each.at, by, each.reason, each.before, changed)

    def _rankings(self, poll: Poll, voters: Sequence[MemberId]) -> Sequence[tuple[tuple[str, ...], Sequence[Person]]]:
        """Who ranked how: the rankings of most voters first, else as the ballot paper has the options."""
        ranked: dict[tuple[str, ...], list[Person]] = {}
        for ref in voters:
            ranked.setdefault(poll.votes[ref].choice, []).append(self._people[ref])
        places = {option: place for place, option in enumerate(poll.option_refs)}
        return sorted(ranked.items(), key=lambda each: (-len(each[1]), [places[option] for option in each[0]]))

    def _in_order(self, refs: Iterable[MemberId]) -> list[MemberId]:
        return sorted(refs, key=self._places.__getitem__)

    def _named(self, refs: Iterable[MemberId]) -> Sequence[Person]:
        return [self._people[ref] for ref in refs]

    def _resolved(self, minute: Minute) -> Resolved:
        return Resolved(minute.text, None if minute.to is None else self._people[minute.to], minute.due)


def _stays(member: Member) -> Sequence[Stay]:
    return [Stay(stay.since, stay.until, stay.is_late) for stay in member.stays]
