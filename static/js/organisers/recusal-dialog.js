// A member's conflict of interest in an item, recorded by the chair or the secretary: as declared, or without words.
import { html } from '../../vendor/lit.js';
import { commands } from '../live.js';
import { _ } from '../i18n.js';
import { interestsOf, members, recusalsOf } from '../view.js';
import { longField, selectField } from './fields.js';
import { filled, openForm } from './form-dialog.js';

/** What the member declares in public; or that they take no part, with a reason that only organisers see. */
function send(item, { member, text, reason }) {
  const fields = { item: item.ref, member };
  if (text.trim()) return commands.give('declare_interest', { ...fields, text: text.trim() });
  return commands.give('recuse', filled({ ...fields, reason: reason.trim() }));
}

export function recusalDialog(item) {
  const known = [...recusalsOf(item.ref), ...interestsOf(item.ref)].map(({ member }) => member);
  const others = members().filter(({ ref, votes }) => votes > 0 && !known.includes(ref));
  const choices = others.sort((a, b) => a.name.localeCompare(b.name)).map(({ ref, name }) => [ref, name]);
  return openForm({
    title: _('Record a conflict of interest'),
    body: html`<p class="muted"><bdi>${item.title}</bdi></p>
      ${selectField({ name: 'member', label: _('Who has it?'), choices, value: choices[0]?.[0] })}
      ${longField({ name: 'text', label: _('What the member declares'), hint: _('Everybody reads it, and it stands in the minutes.'), rows: 2 })}
      ${longField({ name: 'reason', label: _('Or, without a declaration, why the member takes no part'), hint: _('Only the chair and the secretary see the reason.'), rows: 2 })}`,
    yes: _('Record it'),
    done: _('It is recorded.'),
    send: (values) => send(item, values),
  });
}
