// A vote by roll call, read from the view: the names as they are called, what each answered, whose turn it is.
import { number } from './format.js';
import { _, fmt } from './i18n.js';
import { store } from './live.js';
import { member, optionsOf } from './view.js';

export const isByVoice = ({ by }) => by === 'voice';

/** The names in the order in which they are called. */
export const rollOf = ({ ref }) => (store.get(`roll/${ref}`)?.members ?? []).map((name) => member(name) ?? { ref: name, name });

/** What was answered: an option, `absent`, `pass`, or nothing yet. */
export const answerOf = (poll, ref) => store.get(`ballot/${poll.ref}/${ref}`)?.choice ?? poll.silent?.[ref] ?? '';

export function answerWords(poll, answer) {
  const silent = { absent: _('Absent'), pass: _('Passes') };
  return silent[answer] ?? optionsOf(poll).find(({ ref }) => ref === answer)?.text ?? '';
}

/** How many names have been called, of how many. */
export const called = (poll) => poll.cast + Object.keys(poll.silent ?? {}).length;

/** What keeps the chair from closing a roll call, if one goes on. */
export function rollCallGoesOn() {
  const poll = store.all('poll/').find((one) => isByVoice(one) && one.calling);
  if (!poll) return null;
  return fmt(_('Roll call: {n} of {total} names called'), { n: number(called(poll)), total: number(poll.entitled) });
}
