// A lot that was drawn: what for, with which seed, and how anybody can draw again.
import { _, fmt } from '../i18n.js';
import { nameOf, optionsOf } from '../view.js';
import { html, nothing } from './live-element.js';

/** 64 signs can be read aloud and compared in groups of four. */
const inGroups = (seed) => html`<code class="seed" dir="ltr">${seed.match(/.{1,4}/g).join(' ')}</code>`;

const isByLot = (poll) => Boolean(poll.seed) && [poll, ...(poll.corrected ?? [])].some(({ decided_by: by }) => by === 'lot');

/** What can be drawn: names, or yes and no; never a blank ballot. */
const codes = (poll) =>
  optionsOf(poll)
    .filter(({ ref }) => !['blank', 'abstain'].includes(ref))
    .map(({ ref, text }) => `${text} = ${ref}`)
    .join(', ');

function details(seed, why, ...checks) {
  return html`<details class="more">
    <summary>${_('The lot: how it was drawn')}</summary>
    <div class="stack-tight">
      <p>${why} ${_('The server took 64 random letters and digits, the seed:')}</p>
      <p>${inGroups(seed)}</p>
      <p>${_('From the seed and a code follows a number (SHA-256), for each one who could be drawn. The lowest number is drawn first.')}</p>
      ${checks.map((check) => html`<p>${check}</p>`)}
      <p>${_('So nobody can change the draw, and anybody can repeat it. The seed is printed in the minutes too, and checking the minutes draws again.')}</p>
    </div>
  </details>`;
}

/** Of a result: the lot between equal votes, if there was one. */
export function lotNote(poll) {
  if (!isByLot(poll)) return nothing;
  const why = poll.rounds
    ? _('Some were last with equal votes, so a lot was drawn when voting closed: whoever is drawn last leaves.')
    : _('The votes were equal, so a lot was drawn when voting closed.');
  return details(poll.seed, why, html`<bdi>${fmt(_('The codes: {codes}.'), { codes: codes(poll) })}</bdi>`);
}

/** Of a roll call: the name with which it began, if that was drawn. */
export function firstNameNote(poll) {
  if (!poll.first_seed) return nothing;
  const values = { name: nameOf(poll.first), code: poll.first };
  const why = fmt(_('A lot was drawn to find with whom the roll call begins: {name}.'), values);
  return details(poll.first_seed, why, fmt(_('The code of {name} is {code}.'), values));
}

/** The same in one line for the hall, which cannot be unfolded. */
export function hallLots(poll) {
  const line = (words, seed) => html`<p class="hall-muted hall-lot"><bdi>${words}</bdi> ${_('Anybody can draw again with the seed:')} ${inGroups(seed)}</p>`;
  const first = poll.first_seed ? line(fmt(_('The lot chose who is called first: {name}.'), { name: nameOf(poll.first) }), poll.first_seed) : nothing;
  return html`${first}${isByLot(poll) ? line(_('A lot was drawn.'), poll.seed) : nothing}`;
}
