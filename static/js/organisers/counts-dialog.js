// What was counted in the room: a number for each option and for invalid ballots. The server refuses what cannot have been.
import { html, nothing } from '../../vendor/lit.js';
import { _ } from '../i18n.js';
import { commands } from '../live.js';
import { optionsOf } from '../view.js';
import { numberField } from './fields.js';
import { openForm } from './form-dialog.js';

export function countsDialog(poll) {
  const counted = poll.counted ?? { tally: {} };
  const field = ({ ref, text }) =>
    numberField({ name: `option-${ref}`, label: text, value: counted.tally[ref] ?? '', least: 0, isRequired: true });
  const severalMarks = (poll.max ?? 1) > 1;
  const fieldsOf = (values) => ({
    poll: poll.ref,
    tally: Object.fromEntries(optionsOf(poll).map(({ ref }) => [ref, Number(values[`option-${ref}`])])),
    invalid: Number(values.invalid),
    ...(severalMarks ? { ballots: Number(values.ballots) } : {}),
  });
  return openForm({
    title: poll.by === 'paper' ? _('Enter the counted papers') : _('Enter the counted hands'),
    body: html`<p class="text"><bdi>${poll.question}</bdi></p>
      ${optionsOf(poll).map(field)}
      ${numberField({ name: 'invalid', label: _('Invalid ballots'), value: counted.invalid ?? 0, least: 0, isRequired: true })}
      ${
        severalMarks
          ? numberField({
              name: 'ballots',
              label: _('Ballots in all'),
              value: counted.ballots ?? '',
              least: 0,
              isRequired: true,
              hint: _('With the blank and the invalid ones.'),
            })
          : nothing
      }
      <p class="muted small">${_('Until the chair closes the vote, the counts can be entered anew.')}</p>`,
    yes: _('Enter the counts'),
    done: _('The counts are entered.'),
    send: (values) => commands.give('enter_counts', fieldsOf(values)),
  });
}
