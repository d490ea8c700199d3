// The votes of a poll as bars: word, bar, number. Widths are SVG attributes, because the policy allows no inline style.
import { number } from '../format.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { isRanked } from '../ranking.js';
import { isChoice, optionsOf } from '../view.js';
import { html, nothing, svg } from './live-element.js';

const SHAPES = { yes: 'check', no: 'x', abstain: 'minus', blank: 'square' };

export function pollBars(poll) {
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
  return html`${caption}
    <div class="bars">${optionsOf(poll).map(bar)}</div>`;
}
