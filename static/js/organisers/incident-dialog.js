// An incident on record: what happened, when, under which item, and whether the public minutes tell of it.
import { html } from '../../vendor/lit.js';
import { serverNow } from '../clock.js';
import { time } from '../format.js';
import { _ } from '../i18n.js';
import { items, now } from '../view.js';
import { answersField, longField, selectField, textField } from './fields.js';
import { giving, openForm } from './form-dialog.js';
import { lastMoment } from './sitting-dialogs.js';

const readers = () => [
  ['all', _('Everybody: it stands in the minutes')],
  ['organisers', _('Only the chair and the secretary')],
];

export function incidentDialog(at = now().item ?? '') {
  const places = [['', _('No item')], ...items().map(({ ref, title }) => [ref, title])];
  const opened = time(serverNow());
  return openForm({
    title: _('Record an incident'),
    body: html`${longField({ name: 'text', label: _('What happened?'), isRequired: true })}
    ${textField({ name: 'clock', label: _('When?'), type: 'time', value: opened, hint: _('On the clock of the meeting.') })}
    ${selectField({ name: 'item', label: _('Under which item?'), choices: places, value: at })}
    ${answersField({ name: 'readers', label: _('Who reads it?'), choices: readers(), value: 'all' })}`,
    yes: _('Record it'),
    done: _('It is recorded.'),
    send: giving('record_incident', ({ text, clock, item, readers: who }) => ({
      text: text.trim(),
      item,
      happened_at: clock && clock !== opened ? lastMoment(clock) : undefined,
      private: who === 'organisers' || undefined,
    })),
  });
}
