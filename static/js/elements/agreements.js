// What was agreed on an item without a vote, with the objections, and who is recused; on every screen that shows the item.
import { listed } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { agreementsOf, meeting, nameOf, recusalsOf } from '../view.js';
import { html, nothing } from './live-element.js';

const objected = (refs) =>
  refs?.length ? html`<p class="small">${fmt(_('Objections: {names}'), { names: listed(refs.map(nameOf)) })}</p>` : nothing;

function recused(item) {
  const names = recusalsOf(item).map(({ member }) => nameOf(member));
  if (!names.length) return nothing;
  return html`<p class="small muted">${fmt(_('Recused from this item: {names}'), { names: listed(names) })}</p>`;
}

export function agreements(item) {
  const agreed = agreementsOf(item);
  const line = ({ text, objections }) =>
    html`<div class="note note-ok">
      ${icon('circle-check')}
      <div>
        <p><strong>${_('Adopted without a vote')}</strong></p>
        <p class="text" lang=${meeting().language}><bdi>${text}</bdi></p>
        ${objected(objections)}
      </div>
    </div>`;
  return html`${recused(item)}${agreed.map(line)}`;
}
