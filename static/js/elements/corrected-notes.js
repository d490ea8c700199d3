// What a result was before it was corrected: the reason, by whom, the result that was wrong, and the votes that were.
import { arithmetic } from '../arithmetic.js';
import { time } from '../format.js';
import { _, fmt } from '../i18n.js';
import { chosenWords } from '../ranking.js';
import { nameOf } from '../view.js';
import { note } from './notes.js';
import { html } from './live-element.js';

/** The options of a vote in words; a vote of no options is none. */
export function choiceWords(poll, choice) {
  const words = chosenWords(poll, choice);
  return words.length ? words.join(', ') : _('no vote');
}

/** The poll as it was before a correction. */
const asItWas = (poll, { votes, at, by, reason, ...before }) => ({ ...poll, adopted: undefined, winners: undefined, decided_by: undefined, ...before });

export const earlierWords = (poll, correction) => fmt(_('Before the correction: {result}'), { result: arithmetic(asItWas(poll, correction)) });

const change = (poll, [ref, [was, now]]) =>
  html`<li><bdi>${nameOf(ref)}</bdi>: ${fmt(_('{now}, not {was}'), { now: choiceWords(poll, now), was: choiceWords(poll, was) })}</li>`;

const told = (poll) => (correction) => {
  const values = { time: time(correction.at), name: nameOf(correction.by) };
  return note(
    'warn',
    'pen-line',
    html`<strong>${fmt(_('Corrected at {time} by {name}:'), values)}</strong> <bdi>${correction.reason}</bdi>
      <br />${earlierWords(poll, correction)}
      <ul>
        ${Object.entries(correction.votes ?? {}).map((one) => change(poll, one))}
      </ul>`,
  );
};

const STANDING = {
  round: _('By the corrected result others would stand in the next round: it has to be prepared again.'),
  item: _('The urgent item stays on the agenda, because something has happened on it already.'),
  procedure: _('What was done on the strength of the earlier result stands, unless the chair changes it.'),
  whole: _('The vote on the whole was taken before the correction, and stands.'),
  motion: _('The vote on the motion was taken before the correction: its text stays as it was.'),
};

/** What the corrections do not undo, and for a round that it rests on a result that was corrected. */
export function standingNotes({ left_standing: left, outdated }) {
  const rests = _('This round rests on a result that was corrected since: it has to be prepared again.');
  const words = [STANDING[left], outdated ? rests : ''].filter(Boolean);
  return words.map((sentence) => note('warn', 'triangle-alert', html`<strong>${sentence}</strong>`));
}

/** What stands although an earlier result on these items was corrected: of the votes that are not shown themselves. */
export const standingElsewhere = (polls) =>
  polls.filter(({ left_standing: left }) => left).map((poll) => html`<p class="text"><bdi>${poll.question}</bdi></p>${standingNotes({ left_standing: poll.left_standing })}`);

/** A note for each correction, in the order of time. */
export const correctedNotes = (poll) => [...(poll.corrected ?? []).map(told(poll)), ...standingNotes(poll)];
