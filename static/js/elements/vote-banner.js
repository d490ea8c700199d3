// Says on every other part of the page that voting is open, with the way to it.
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { poll } from '../view.js';
import { html, nothing } from './live-element.js';

export function voteBanner(way) {
  if (poll()?.state !== 'open') return nothing;
  return html`<div class="banner" role="status">
    ${icon('vote')}<span class="grow">${fmt(_('Voting is open: {question}'), { question: poll().question })}</span>
    ${way}
  </div>`;
}
