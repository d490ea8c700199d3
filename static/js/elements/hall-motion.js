// The motion under debate or vote on the hall display: what it is, and its words as large as there is room.
import { html, nothing } from '../../vendor/lit.js';
import { _, fmt } from '../i18n.js';
import { motionText } from '../motion-text.js';
import { nameOf } from '../view.js';
import { procedure } from '../words.js';

function heading({ amends, procedure: kind, mover }) {
  if (kind) return procedure(kind);
  return fmt(amends ? _('Amendment, moved by {name}') : _('Motion, moved by {name}'), { name: nameOf(mover) });
}

/** `part` counts from 1, where the vote is on a part. Of a long text that is amended only the changes are shown. */
export function hallMotion(motion, part = 0, isFirst = false) {
  if (!motion) return nothing;
  const words = heading(motion);
  return html`${isFirst ? html`<h1 class="hall-big"><bdi>${words}</bdi></h1>` : html`<p class="hall-muted"><bdi>${words}</bdi></p>`}
    <div class="hall-text">${motionText(motion, part, true)}</div>
    <p class="hall-muted hall-text-more">${_('The whole text is on the tablets.')}</p>`;
}
