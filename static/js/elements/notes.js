// A note is a sentence with an icon and a thick edge; trouble is a note that screen readers say at once.
import { icon } from '../icons.js';
import { html, nothing } from '../../vendor/lit.js';

export function note(tone, mark, words, deed = nothing) {
  return html`<div class="note ${tone ? `note-${tone}` : ''}">
    ${icon(mark)}
    <div>${words}</div>
    ${deed}
  </div>`;
}

export function trouble(sentence) {
  return sentence ? html`<div role="alert">${note('danger', 'circle-x', sentence)}</div>` : nothing;
}
