// The votes of a poll as bars: word, bar, number. Widths are SVG attributes, because the policy allows no inline style.
import { number } from '../format.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { isRanked } from '../ranking.js';
import { isChoice, optionsOf } from '../view.js';
import { html, nothing, svg } from './live-element.js';

const SHAPES = { yes: 'check', no: 'x', abstain: 'minus', blank: 'square' };

export const MANY = 6;
export const MORE = 20;

/** In the order of the votes; blank ballots are for nobody and stand last. */
function leadingFirst(options, tally) {
  const place = ({ ref }) => (ref === 'blank' ? -1 : (tally[ref] ?? 0));
  return [...options].sort((a, b) => place(b) - place(a));
}

/** `isFarOff`: many options stand in columns, the leading ones first. */
export function pollBars(poll, isFarOff = false) {
  const tally = poll.tally ?? {};
  const most = Math.max(1, ...Object.values(tally));
  const bar = ({ ref, text }) => {
    const kind = ref in SHAPES && !isChoice(poll) ? ref : 'other';
    const isWinner = poll.winners?.includes(ref);
    return html`<div class="bar bar-${kind} ${isWinner ? 'bar-winner' : ''}">
      <span class="bar-word"
        >${kind === 'other' ? icon(isWinner ? 'circle-check' : 'circle') : icon(SHAPES[kind])}<bdi>${text}</bdi></span
      >
      <svg class="bar-drawing" aria-hidden="true" preserveAspectRatio="none">
        ${svg`<rect class="bar-ground" width="100%" height="100%" rx="6"></rect>
          <rect class="bar-fill" width="${(100 * (tally[ref] ?? 0)) / most}%" height="100%" rx="6"></rect>`}
      </svg>
      <strong class="bar-number">${number(tally[ref] ?? 0)}</strong>
    </div>`;
  };
  const caption = isRanked(poll) ? html`<p class="muted">${_('First choices so far')}</p>` : nothing;
  const options = optionsOf(poll);
  const isMany = isFarOff && options.length > MANY;
  const look = isMany ? `bars-many ${options.length > MORE ? 'bars-more' : ''}` : '';
  return html`${caption}
    <div class="bars ${look}">${(isMany ? leadingFirst(options, tally) : options).map(bar)}</div>`;
}
