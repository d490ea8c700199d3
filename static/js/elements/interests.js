// The interests that members have declared in an item, with their words; for screens that are read close by.
import { isolated } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { interestsOf, meeting, nameOf } from '../view.js';
import { html, nothing } from './live-element.js';

export function interests(item) {
  const declared = interestsOf(item);
  if (!declared.length) return nothing;
  const line = ({ member, text }) =>
    html`<p>${fmt(_('{name} has declared an interest:'), { name: isolated(nameOf(member)) })}
      <bdi class="text" lang=${meeting().language}>${text}</bdi></p>`;
  return html`<div class="note">
    ${icon('scale')}
    <div class="stack-tight small">${declared.map(line)}</div>
  </div>`;
}
