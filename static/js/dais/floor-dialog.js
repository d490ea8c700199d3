// Giving the floor to a member who has not asked for it.
import { _ } from '../i18n.js';
import { floor, members } from '../view.js';
import { selectField } from '../organisers/fields.js';
import { giving, openForm } from '../organisers/form-dialog.js';

export function giveFloorDialog(limit) {
  const choices = members()
    .filter(({ role, ref }) => role !== 'display' && ref !== floor().speaker)
    .sort((a, b) => (b.status === 'present') - (a.status === 'present') || a.name.localeCompare(b.name))
    .map(({ ref, name, title }) => [ref, title ? `${name} (${title})` : name]);
  return openForm({
    title: _('Give the floor'),
    body: selectField({
      name: 'member',
      label: _('To whom?'),
      choices,
      hint: _('The speaking time is the one chosen in the list of speakers.'),
    }),
    yes: _('Give the floor'),
    send: giving('give_floor', ({ member }) => ({ member, limit_s: limit || undefined })),
  });
}
