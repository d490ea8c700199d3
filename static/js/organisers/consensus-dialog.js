// Something is agreed without a vote: the chair's words, and who objected; perhaps instead of a vote that is prepared.
import { html } from '../../vendor/lit.js';
import { _ } from '../i18n.js';
import { commands } from '../live.js';
import { longField } from './fields.js';
import { openForm } from './form-dialog.js';
import { memberBoxes, ticked } from './member-boxes.js';

export function consensusDialog(item, poll = null) {
  const fieldsOf = (text, form) => ({
    item: item.ref,
    text: text.trim(),
    objections: ticked(form, 'objections'),
    ...(poll ? { poll: poll.ref } : {}),
  });
  return openForm({
    title: _('Declare that this is agreed without a vote'),
    isWide: true,
    body: html`<p class="muted"><bdi>${poll?.question ?? item.title}</bdi></p>
      ${longField({
        name: 'text',
        label: _('What is agreed'),
        isRequired: true,
        hint: _('Everybody sees it at once, and it stands in the minutes as adopted without a vote.'),
      })}
      ${memberBoxes({ name: 'objections', label: _('Who objected') })}`,
    yes: _('Declare it'),
    done: _('It is declared as agreed without a vote.'),
    send: ({ text }, form) => commands.give('declare_consensus', fieldsOf(text, form)),
  });
}
