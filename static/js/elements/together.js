// The items that are taken together with the one in hand, for every screen that shows it.
import { html, nothing } from '../../vendor/lit.js';
import { number } from '../format.js';
import { _ } from '../i18n.js';
import { item, items, meeting, now } from '../view.js';

/** All that is in hand: the item of the debate and those taken together with it. */
export const inHand = () => (now().item ? [now().item, ...(now().together ?? [])] : []);

export const placeOf = (ref) => number(items().findIndex((one) => one.ref === ref) + 1);

export function together(look = 'small') {
  const others = now().together ?? [];
  if (!others.length) return nothing;
  const line = (ref) => html`<p class=${look} lang=${meeting().language}>${placeOf(ref)}. <bdi>${item(ref)?.title}</bdi></p>`;
  return html`<p class="${look} muted">${_('Debated together with:')}</p>
    ${others.map(line)}`;
}
