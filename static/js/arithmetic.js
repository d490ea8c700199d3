// A poll's result in words and in whole numbers: what it needed, what it got. Reckons nothing that the server has not sent.
import { _, fmt, n_ } from './i18n.js';
import { apart, listed, number } from './format.js';
import { page } from './page.js';
import { isChoice, optionsOf } from './view.js';

const baseWords = (rule) =>
  ({
    yes_no: _('votes for and against'),
    cast: _('votes cast'),
    present: _('votes present'),
    members: _('votes of all members'),
    continuing: _('votes that count in the round'),
  })[rule] ?? '';

/** Needs more than half of 19 votes for and against = 10 */
function needs({ majority, base, needed, base_rule: rule, seats = 1 }) {
  if (majority === 'relative')
    return fmt(n_('Most votes win, for {n} seat', 'Most votes win, for {n} seats', seats), { n: number(seats) });
  const values = { base: number(base), needed: number(needed), words: baseWords(majority === 'absolute' ? 'members' : rule) };
  if (majority === 'simple' || majority === 'absolute')
    return fmt(_('Needs more than half of {base} {words} = {needed}'), values);
  const share = `${number(majority.num)}/${number(majority.den)}`;
  return majority.strict
    ? fmt(_('Needs more than {share} of {base} {words} = {needed}'), { ...values, share })
    : fmt(_('Needs at least {share} of {base} {words} = {needed}'), { ...values, share });
}

/** for 9, against 10, abstain 3 */
function got(poll) {
  return optionsOf(poll)
    .map(({ ref, text }) => `${isChoice(poll) ? apart(text) : text.toLocaleLowerCase(page.language)} ${number(poll.tally[ref] ?? 0)}`)
    .join(', ');
}

export function verdict(poll) {
  if (poll.winners) {
    const names = optionsOf(poll)
      .filter(({ ref }) => poll.winners.includes(ref))
      .map(({ text }) => text);
    return names.length ? fmt(_('elected: {names}'), { names: listed(names) }) : _('nobody is elected');
  }
  if (poll.adopted === undefined) return '';
  return poll.adopted ? _('adopted') : _('rejected');
}

/** Whether the answer was no: rejected, or nobody elected. */
export const isRejected = ({ adopted, winners }) => adopted === false || winners?.length === 0;

/** What equal votes come to; nothing where they are not equal. */
export function tieWords(poll) {
  const by = { chair: _('the chair’s own vote broke the tie'), lot: _('the tie was broken by lot'), second: _('a second vote is to decide') };
  const left = isChoice(poll) ? _('equal votes left a seat open') : _('the votes are equal');
  return by[poll.decided_by] ?? (poll.tied ? left : '');
}

/** The whole sentence: what was needed, what came, and, once the chair has declared it, what follows. */
export function arithmetic(poll) {
  const isRelative = poll.majority === 'relative';
  // Many names with many numbers make no sentence: the bars show them, or the table of rounds.
  const parts = [poll.base === undefined && !isRelative ? '' : needs(poll), isRelative || poll.rounds ? '' : got(poll)].filter(Boolean);
  const follows = poll.state === 'declared' ? [verdict(poll), tieWords(poll)] : [];
  const end = follows.filter(Boolean).join(', ');
  return `${parts.join('; ')}${end ? `: ${end}` : ''}.`;
}

/** What the poll will need, said before the vote; with the number where it does not depend on how the votes fall. */
export function rule(poll) {
  const { needed, base } = poll;
  if (!needed || base !== undefined) return majorityWords(poll);
  return fmt(n_('{rule}: {n} vote', '{rule}: {n} votes', needed), { rule: majorityWords(poll), n: number(needed) });
}

function majorityWords({ majority, base_rule: rule, seats = 1 }) {
  if (majority === 'relative')
    return fmt(n_('Most votes win, for {n} seat', 'Most votes win, for {n} seats', seats), { n: number(seats) });
  const words = baseWords(majority === 'absolute' ? 'members' : rule);
  if (majority === 'simple' || majority === 'absolute') return fmt(_('Needs more than half of the {words}'), { words });
  const values = { words, share: `${majority?.num}/${majority?.den}` };
  return majority?.strict
    ? fmt(_('Needs more than {share} of the {words}'), values)
    : fmt(_('Needs at least {share} of the {words}'), values);
}

export function turnout({ cast = 0, entitled = 0, secrecy, state }) {
  if (secrecy === 'analog')
    return ['closed', 'declared'].includes(state)
      ? fmt(n_('{n} vote counted in the room', '{n} votes counted in the room', cast), { n: number(cast) })
      : _('Counted in the room');
  return fmt(n_('{cast} of {n} has voted', '{cast} of {n} have voted', entitled), { cast: number(cast), n: number(entitled) });
}
