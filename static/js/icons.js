// Icons from the sprite. Each stands beside a word or inside something that has a label, so it is hidden from screen readers.
import { html } from '../vendor/lit.js';

const SPRITE = new URL('../icons.svg', import.meta.url).pathname;

export function icon(name) {
  return html`<svg class="icon icon-${name}" aria-hidden="true" focusable="false"><use href="${SPRITE}#${name}"></use></svg>`;
}
