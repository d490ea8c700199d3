// The rounds of an instant run-off as a table: whoever stands, round by round, with who left and what told equals apart.
import { listed, number } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { optionsOf } from '../view.js';
import { html, nothing } from './live-element.js';

const names = (poll, refs) =>
  listed(
    optionsOf(poll)
      .filter(({ ref }) => refs.includes(ref))
      .map(({ text }) => text),
  );

/** One sentence for each round in which several were last with equal votes. */
function ties(poll) {
  const told = ({ level, dropped = [], by }, index) => {
    const values = { n: number(index + 1), level: names(poll, level), left: names(poll, dropped) };
    if (by === 'earlier') return fmt(_('Round {n}: {level} were last with equal votes; by the rounds before, {left} left.'), values);
    if (by === 'lot') return fmt(_('Round {n}: {level} were last with equal votes; by lot, {left} left.'), values);
    return fmt(_('Round {n}: {level} were last with equal votes; nobody left.'), values);
  };
  return poll.rounds.map((round, index) => (round.level ? told(round, index) : '')).filter(Boolean);
}

function cell({ tally, dropped = [] }, ref) {
  if (tally[ref] === undefined) return html`<td class="muted">–</td>`;
  if (!dropped.includes(ref)) return html`<td>${number(tally[ref])}</td>`;
  return html`<td class="round-out">${number(tally[ref])}<span class="visually-hidden"> ${_('(left)')}</span></td>`;
}

/** Each tie in words; of many, where there is little room, that there were some. */
function tieNotes(poll, isFarOff) {
  const told = ties(poll);
  const short = _('Several were last with equal votes: the rounds before or the lot decided. The tablets show how.');
  return (isFarOff && told.length > 1 ? [short] : told).map((sentence) => html`<p class="small">${sentence}</p>`);
}

/** All rounds, or from far off the last ones, since there is room for `most` only. */
export function roundsTable(poll, most = Infinity) {
  const first = Math.max(0, poll.rounds.length - most);
  const shown = poll.rounds.slice(first);
  const isStanding = ({ ref }) => shown.some(({ tally }) => tally[ref] !== undefined);
  const gone = optionsOf(poll).filter((one) => one.ref !== 'blank' && !isStanding(one));
  const row = ({ ref, text }) => {
    const isWinner = poll.winners?.includes(ref);
    return html`<tr class=${isWinner ? 'round-winner' : ''}>
      <th scope="row">
        <span class="round-name">${isWinner ? icon('circle-check') : nothing}<bdi>${text}</bdi></span>
      </th>
      ${shown.map((round) => cell(round, ref))}
    </tr>`;
  };
  const sum = (label, read) =>
    html`<tr>
      <th scope="row">${label}</th>
      ${shown.map((round) => html`<td>${number(read(round))}</td>`)}
    </tr>`;
  return html`<div class="rounds" role="region" tabindex="0" aria-label=${_('The rounds of the count')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${_('Round')}</th>
            ${shown.map((_round, index) => html`<th scope="col">${number(first + index + 1)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${optionsOf(poll).filter(isStanding).map(row)}
        </tbody>
        <tfoot>
          ${sum(_('Exhausted ballots'), ({ exhausted }) => exhausted)} ${sum(_('Needed'), ({ needed }) => needed ?? 0)}
        </tfoot>
      </table>
    </div>
    ${gone.length ? html`<p class="small">${fmt(_('Left in the rounds before: {names}'), { names: listed(gone.map(({ text }) => text)) })}</p>` : nothing}
    ${tieNotes(poll, most < Infinity)}`;
}
