// What a poll asks for besides its majority, before the vote and after it: turnout, groups, blank and invalid ballots.
import { number } from './format.js';
import { _, fmt, n_ } from './i18n.js';

const part = ({ num, den }) => `${number(num)}/${number(den)}`;

/** Before the vote: ['At least 1/2 of all votes must be cast', ...] */
export function conditions({ turnout, second, blank, method, options = [] }) {
  const asked = [];
  if (turnout) {
    const values = { share: part(turnout) };
    asked.push(
      turnout.strict
        ? fmt(_('More than {share} of all votes must be cast.'), values)
        : fmt(_('At least {share} of all votes must be cast.'), values),
    );
  }
  if (second) asked.push(_('A majority is needed in each group too.'));
  if (method === 'approval') asked.push(_('Each member may approve of as many as they like.'));
  if (method === 'ranked')
    asked.push(_('Each member puts as many as they like in order. Round by round whoever is last leaves, and their ballots go to the next choice.'));
  if (options.some(({ ref }) => ref === 'blank'))
    asked.push(
      blank === 'counted' ? _('Blank ballots count among the votes cast.') : _('Blank ballots do not count among the votes cast.'),
    );
  return asked;
}

function group([name, { tally, base, needed, adopted }]) {
  const values = { group: name, yes: number(tally.yes), no: number(tally.no), needed: number(needed ?? 0), base: number(base) };
  const words = needed
    ? fmt(_('{group}: for {yes}, against {no}; {needed} of {base} needed'), values)
    : fmt(_('{group}: for {yes}, against {no}'), values);
  return `${words} – ${adopted ? _('reached') : _('missed')}`;
}

/** After the close: what came of each condition, one line each. */
export function findings({ reached, groups, invalid }) {
  const found = [];
  if (reached) {
    const words = fmt(_('Turnout: {cast} votes cast, {needed} needed'), {
      cast: number(reached.cast),
      needed: number(reached.needed),
    });
    found.push(`${words} – ${reached.cast >= reached.needed ? _('reached') : _('missed')}`);
  }
  if (invalid) found.push(fmt(n_('{n} invalid ballot', '{n} invalid ballots', invalid), { n: number(invalid) }));
  return [...found, ...Object.entries(groups ?? {}).map(group)];
}
