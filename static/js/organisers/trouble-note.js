// What went wrong, as a sentence that screen readers say at once. Nothing when nothing is wrong.
import { html, nothing } from '../../vendor/lit.js';
import { icon } from '../icons.js';

export function troubleNote(sentence) {
  return sentence ? html`<div class="note note-danger" role="alert">${icon('circle-x')}<div>${sentence}</div></div>` : nothing;
}
