// Giving the floor to a member who has not asked for it.
import { html } from '../../vendor/lit.js';
import { _ } from '../i18n.js';
import { floor, members } from '../view.js';
import { answersField, selectField } from '../organisers/fields.js';
import { giving, openForm } from '../organisers/form-dialog.js';
import { requestKind } from '../words.js';
import { limitFields } from './speech-limit.js';

const KINDS = ['speak', 'answer', 'question', 'follow_up', 'reply'];

export function giveFloorDialog(limit) {
  const choices = members()
    .filter(({ status, ref }) => status === 'present' && ref !== floor().speaker)
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ ref, name, title }) => [ref, title ? `${name} (${title})` : name]);
  return openForm({
    title: _('Give the floor'),
    body: html`${selectField({
      name: 'member',
      label: _('To whom?'),
      choices,
      hint: _('The speaking time is the one chosen in the list of speakers.'),
    })}
    ${answersField({ name: 'kind', label: _('What for?'), choices: KINDS.map((kind) => [kind, requestKind(kind)]), value: 'speak' })}`,
    yes: _('Give the floor'),
    send: giving('give_floor', ({ member, kind }) => ({ member, kind: kind === 'speak' ? undefined : kind, ...limitFields(limit) })),
  });
}
