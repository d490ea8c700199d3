// The foot of an open paper: turning the pages, where one is, smaller and larger.
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { html } from './live-element.js';

export const ZOOMS = [1, 1.25, 1.5, 2, 3];

/** `turn` and `enlarge` take a step of -1 or 1. */
export function viewerFoot({ place, number, count, zoom }, turn, enlarge) {
  const button = (name, label, deed, isOff) =>
    html`<button type="button" class="button button-quiet" aria-label=${label} ?disabled=${isOff} @click=${deed}>
      ${icon(name)}
    </button>`;
  return html`<footer class="viewer-bar viewer-turn">
    ${button('chevron-left', _('Previous page'), () => turn(-1), number <= 1)}
    <p class="viewer-count">${place}</p>
    ${button('chevron-right', _('Next page'), () => turn(1), number >= count)}
    ${button('zoom-out', _('Smaller'), () => enlarge(-1), zoom === 0)}
    ${button('zoom-in', _('Larger'), () => enlarge(1), zoom === ZOOMS.length - 1)}
  </footer>`;
}
