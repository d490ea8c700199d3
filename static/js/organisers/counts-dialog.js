// What was counted in the room: a number for each option and for invalid ballots. The server refuses what cannot have been.
import { html, nothing } from '../../vendor/lit.js';
import { _ } from '../i18n.js';
import { commands } from '../live.js';
import { optionsOf } from '../view.js';
import { numberField } from './fields.js';
import { openForm } from './form-dialog.js';

const severalMarks = (poll) => (poll.max ?? 1) > 1;

/** The fields of the counts, filled with what was counted so far. */
export function countsFields(poll, counted) {
  const field = ({ ref, text }) =>
    numberField({ name: `option-${ref}`, label: text, value: counted.tally[ref] ?? '', least: 0, isRequired: true });
  const ballots = {
    name: 'ballots',
    label: _('Ballots in all'),
    value: counted.ballots ?? '',
    least: 0,
    isRequired: true,
    hint: _('With the blank and the invalid ones.'),
  };
  return html`${optionsOf(poll).map(field)}
  ${numberField({ name: 'invalid', label: _('Invalid ballots'), value: counted.invalid ?? 0, least: 0, isRequired: true })}
  ${severalMarks(poll) ? numberField(ballots) : nothing}`;
}

/** The fields of a command with counts. */
export const countsOf = (poll, values) => ({
  tally: Object.fromEntries(optionsOf(poll).map(({ ref }) => [ref, Number(values[`option-${ref}`])])),
  invalid: Number(values.invalid),
  ...(severalMarks(poll) ? { ballots: Number(values.ballots) } : {}),
});

export function countsDialog(poll) {
  return openForm({
    title: poll.by === 'paper' ? _('Enter the counted papers') : _('Enter the counted hands'),
    body: html`<p class="text"><bdi>${poll.question}</bdi></p>
      ${countsFields(poll, poll.counted ?? { tally: {} })}
      <p class="muted small">${_('Until the chair closes the vote, the counts can be entered anew.')}</p>`,
    yes: _('Enter the counts'),
    done: _('The counts are entered.'),
    send: (values) => commands.give('enter_counts', { poll: poll.ref, ...countsOf(poll, values) }),
  });
}
