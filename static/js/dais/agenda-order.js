// Changing the order of the agenda from the dais: an item up, down, or next.
import { _, fmt } from '../i18n.js';
import { items, may, now } from '../view.js';
import { html, nothing } from '../../vendor/lit.js';
import { press, pressSign } from '../organisers/press.js';

/** Behind which item one stands to be the next: behind the item in hand, else before the first that is to come. */
function placeOfNext(all) {
  const first = all.findIndex(({ state }) => state === 'planned');
  return now().item ?? all[first - 1]?.ref ?? null;
}

/** `give` gives a command; only what is still to come is moved. */
export function orderButtons(item, give, isBusy) {
  if (!may('move_item') || item.state !== 'planned') return nothing;
  const all = items();
  const index = all.findIndex(({ ref }) => ref === item.ref);
  const move = (after) => give('move_item', { item: item.ref, after });
  const next = placeOfNext(all);
  const isNext = (all[index - 1]?.ref ?? null) === next;
  const name = { title: item.title };
  return html`${isNext ? nothing : press('play', _('Take it next'), () => move(next), 'quiet', isBusy)}
  ${pressSign('arrow-up', fmt(_('Move up: {title}'), name), () => move(all[index - 2]?.ref ?? null), isBusy || index === 0)}
  ${pressSign('arrow-down', fmt(_('Move down: {title}'), name), () => move(all[index + 1]?.ref), isBusy || index === all.length - 1)}`;
}
