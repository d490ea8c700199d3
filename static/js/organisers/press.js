// Buttons as the consoles need them: off while nothing can be recorded, with words, or with a sign whose words are its label.
import { html, nothing } from '../../vendor/lit.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { may } from '../view.js';

/** `tone`: primary, quiet, danger, wide, tall. */
export function press(mark, words, deed, tone = '', isOff = false) {
  return html`<button
    type="button"
    class="button ${tone ? `button-${tone}` : ''}"
    ?disabled=${isOff || !store.isLive}
    @click=${deed}
  >
    ${mark ? icon(mark) : nothing}${words}
  </button>`;
}

/** The same, where the rules allow the command to this seat now. */
export function offer(command, mark, words, deed, tone = '') {
  return may(command) ? press(mark, words, deed, tone) : nothing;
}

export function pressSign(mark, words, deed, isOff = false) {
  return html`<button
    type="button"
    class="button button-quiet"
    aria-label=${words}
    title=${words}
    ?disabled=${isOff || !store.isLive}
    @click=${deed}
  >
    ${icon(mark)}
  </button>`;
}
