// A member's conflict of interest in an item, recorded by the chair or the secretary.
import { html } from '../../vendor/lit.js';
import { _ } from '../i18n.js';
import { members, recusalsOf } from '../view.js';
import { longField, selectField } from './fields.js';
import { giving, openForm } from './form-dialog.js';

export function recusalDialog(item) {
  const recused = recusalsOf(item.ref).map(({ member }) => member);
  const others = members().filter(({ ref, votes }) => votes > 0 && !recused.includes(ref));
  const choices = others.sort((a, b) => a.name.localeCompare(b.name)).map(({ ref, name }) => [ref, name]);
  return openForm({
    title: _('Record a conflict of interest'),
    body: html`<p class="muted"><bdi>${item.title}</bdi></p>
      ${selectField({ name: 'member', label: _('Who takes no part in the votes on this item?'), choices, value: choices[0]?.[0] })}
      ${longField({ name: 'reason', label: _('Reason'), hint: _('Only the chair and the secretary see the reason.'), rows: 2 })}`,
    yes: _('Record it'),
    done: _('It is recorded.'),
    send: giving('recuse', ({ member, reason }) => ({ item: item.ref, member, reason: reason.trim() })),
  });
}
