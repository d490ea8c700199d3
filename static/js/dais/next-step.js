// What the chair does next, in words: one step, read from the view. Offers nothing that the seat may not do. Gives no command itself.
import { consented } from '../consent.js';
import { _, fmt, n_ } from '../i18n.js';
import { listed, number } from '../format.js';
import { inHand, placeOf } from '../elements/together.js';
import { store } from '../live.js';
import { item, items, may, me, meeting, members, nextItem, now, pollsOf } from '../view.js';
import { isReady, precedence } from '../precedence.js';
import { openingStep } from './opening.js';
import { pollStep } from './poll-step.js';

const step = (command, fields, mark, words, more = {}) => ({ command, fields, mark, words, ...more });

/** Members with a vote who are recorded present, and all of them. */
export function attendanceCount() {
  const voting = members().filter(({ votes }) => votes > 0);
  return { present: voting.filter(({ status }) => status === 'present').length, total: voting.length };
}

function rollStep() {
  if (store.get('roll')?.open) {
    const { present, total } = attendanceCount();
    const words = fmt(_('Close the roll call ({present} of {total} present)'), {
      present: number(present),
      total: number(total),
    });
    return step('close_roll_call', {}, 'user-check', words);
  }
  const { met, present } = store.get('quorum') ?? {};
  if (met && present) return null;
  return step('open_roll_call', { method: 'code' }, 'users', _('Open the roll call'));
}

const inProgress = () => store.all('poll/').find(({ state }) => state === 'open' || state === 'held');
const undeclared = () =>
  store
    .all('poll/')
    .filter(({ state }) => state === 'closed')
    .sort((a, b) => a.order - b.order)[0];

/** The polls of the item in hand that can be opened, in the order in which they are put. */
export const prepared = () =>
  now().item
    ? inHand()
        .flatMap(pollsOf)
        .filter((poll) => poll.state === 'prepared' && isReady(poll))
        .sort((a, b) => precedence(a) - precedence(b))
    : [];

function businessStep() {
  const here = item();
  const opening = openingStep(prepared()[0], step);
  if (opening) return opening;
  if (here) {
    const undo = { command: 'start_item', fields: { item: here.ref }, words: _('The item is concluded.') };
    const all = inHand();
    const words =
      all.length > 1
        ? fmt(_('Conclude items {numbers}'), { numbers: listed(all.map(placeOf)) })
        : fmt(_('Conclude item {n}'), { n: placeOf(here.ref) });
    return step('conclude_item', { item: here.ref }, 'check', words, all.length > 1 ? {} : { undo });
  }
  const next = nextItem();
  if (next?.consent === 'listed' && may('adopt_consent')) return consentStep();
  if (next)
    return step(
      'start_item',
      { item: next.ref },
      'play',
      fmt(_('Start item {n}: {title}'), { n: placeOf(next.ref), title: next.title }),
    );
  return adjournStep();
}

/** What is adopted is what the chair was shown: the command names every item. */
function consentStep() {
  const list = consented();
  const words = fmt(n_('Adopt the consent agenda ({n} item)', 'Adopt the consent agenda ({n} items)', list.length), {
    n: number(list.length),
  });
  const question = {
    title: _('Does anybody ask to have an item taken out?'),
    text: list.map(({ ref, title }) => `${placeOf(ref)}. ${title}`).join('\n'),
    yes: _('Nobody does: it is adopted'),
  };
  return step('adopt_consent', { items: list.map(({ ref }) => ref) }, 'circle-check', words, { question });
}

export function adjournStep() {
  const left = items().filter(({ state }) => state === 'planned').length;
  const sentence = left
    ? fmt(n_('{n} item is still to come.', '{n} items are still to come.', left), { n: number(left) })
    : _('Every item is dealt with.');
  return step('adjourn', {}, 'log-out', _('Adjourn the meeting'), {
    question: {
      title: _('Adjourn the meeting?'),
      text: `${sentence} ${_('This closes the meeting for good; the minutes can then be signed.')}`,
      yes: _('Adjourn the meeting'),
      isDangerous: true,
    },
  });
}

/** The step, or null when this seat has none. */
export function nextStep() {
  const found = candidate();
  return found && may(found.command) ? found : null;
}

function candidate() {
  const { state } = meeting();
  if (me().role !== 'chair') return step('take_chair', { member: me().ref }, 'gavel', _('Take the chair'));
  if (state === 'scheduled') return step('call_to_order', {}, 'gavel', _('Call the meeting to order'));
  if (state === 'suspended') return step('resume', {}, 'play', _('Resume the meeting'));
  if (state !== 'open') return null;
  const running = inProgress() ?? undeclared();
  return running ? pollStep(running, step) : (rollStep() ?? businessStep());
}
