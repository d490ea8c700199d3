// Forms about the sitting as a whole: a break, an announcement, handing over the chair.
import { html } from '../../vendor/lit.js';
import { serverNow } from '../clock.js';
import { _, fmt, n_ } from '../i18n.js';
import { number } from '../format.js';
import { meeting, members, me } from '../view.js';
import { announceToAll } from './announcing.js';
import { answersField, longField, selectField, textField } from './fields.js';
import { giving, openForm } from './form-dialog.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const BREAKS = [5, 10, 15, 30, 60];

/** The next time the meeting's own clock shows HH:MM. */
export function nextMoment(clock, now = serverNow(), offset = meeting().offset ?? 0) {
  const [hours, minutes] = clock.split(':').map(Number);
  const local = now + offset * MINUTE;
  const at = local - (local % DAY) + (hours * 60 + minutes) * MINUTE;
  return (at > local ? at : at + DAY) - offset * MINUTE;
}

/** The last time it showed HH:MM. */
export const lastMoment = (clock, now = serverNow(), offset = meeting().offset ?? 0) => nextMoment(clock, now, offset) - DAY;

const wholeMinute = (at) => Math.ceil(at / MINUTE) * MINUTE;

function until({ length, clock }) {
  if (clock) return nextMoment(clock);
  return length === 'open' ? undefined : wholeMinute(serverNow() + Number(length) * MINUTE);
}

function breakFields() {
  const lengths = BREAKS.map((n) => [String(n), fmt(n_('{n} minute', '{n} minutes', n), { n: number(n) })]);
  const choices = [...lengths, ['open', _('Until further notice')]];
  return html`${answersField({ name: 'length', label: _('For how long?'), choices, value: '15' })}
    ${textField({ name: 'clock', label: _('Or until a time'), type: 'time', hint: _('On the clock of the meeting.') })}`;
}

export function suspendDialog() {
  return openForm({
    title: _('Suspend the meeting'),
    body: breakFields(),
    yes: _('Suspend the meeting'),
    send: giving('suspend', (values) => ({ until: until(values) })),
  });
}

export function recessDialog() {
  return openForm({
    title: _('Another time to go on'),
    body: html`<p>${_('Everybody sees the new time at once.')}</p>
      ${breakFields()}`,
    yes: _('Announce the time'),
    done: _('The new time is announced.'),
    send: giving('change_recess', (values) => ({ until: until(values) })),
  });
}

export function announceDialog(text = '') {
  return openForm({
    title: _('Announcement to everybody'),
    body: longField({
      name: 'text',
      label: _('What do you want to say?'),
      value: text,
      isRequired: true,
      hint: _('It appears at once on every tablet and on the hall display, and stays on record.'),
    }),
    yes: _('Announce'),
    done: _('The announcement is made.'),
    send: ({ text: said }) => announceToAll(said.trim()),
  });
}

const MAY_PRESIDE = ['chair', 'vice_chair', 'delegate'];

export function handOverDialog() {
  const others = members()
    .filter(({ role, status, ref }) => MAY_PRESIDE.includes(role) && status === 'present' && ref !== meeting().chair)
    .sort((a, b) => MAY_PRESIDE.indexOf(a.role) - MAY_PRESIDE.indexOf(b.role) || a.name.localeCompare(b.name));
  const choices = others.map(({ ref, name }) => [ref, ref === me().ref ? fmt(_('{name} (you)'), { name }) : name]);
  return openForm({
    title: _('Hand over the chair'),
    body: choices.length
      ? selectField({
          name: 'member',
          label: _('Who presides from now on?'),
          choices,
          hint: _('Only members who are recorded present are listed. You can take the chair back at any time.'),
        })
      : html`<p>${_('No other member is recorded present. Record the attendance first.')}</p>`,
    yes: choices.length ? _('Hand over the chair') : '',
    done: _('The chair is handed over.'),
    send: giving('take_chair', ({ member }) => ({ member })),
  });
}
