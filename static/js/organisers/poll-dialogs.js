// Forms about one poll: opening it for a time, ending it without a result, preparing one.
import { html } from '../../vendor/lit.js';
import { commands } from '../live.js';
import { _, fmt, n_ } from '../i18n.js';
import { number } from '../format.js';
import { answersField, longField } from './fields.js';
import { giving, openForm } from './form-dialog.js';
import './poll-form.js';

const LENGTHS = [30, 60, 120, 180, 300, 600];

const lengthWords = (s) =>
  s < 60
    ? fmt(n_('{n} second', '{n} seconds', s), { n: number(s) })
    : fmt(n_('{n} minute', '{n} minutes', s / 60), { n: number(s / 60) });

export function timedDialog(poll) {
  const choices = LENGTHS.map((s) => [String(s), lengthWords(s)]);
  return openForm({
    title: poll.state === 'held' ? _('Resume voting for a time') : _('Open voting for a time'),
    body: html`<p class="text"><bdi>${poll.question}</bdi></p>
      ${answersField({ name: 'length', label: _('Voting closes by itself after'), choices, value: '120' })}`,
    yes: poll.state === 'held' ? _('Resume voting') : _('Open voting'),
    send: giving(poll.state === 'held' ? 'resume_poll' : 'open_poll', ({ length }) => ({
      poll: poll.ref,
      closes_in_s: Number(length),
    })),
  });
}

export function cancelDialog(poll) {
  const votes = fmt(n_('{n} vote that is recorded will not count.', '{n} votes that are recorded will not count.', poll.cast), {
    n: number(poll.cast),
  });
  return openForm({
    title: _('Cancel this poll?'),
    body: html`<p class="text"><bdi>${poll.question}</bdi></p>
      <p>${poll.cast ? votes : _('Nobody has voted yet.')}</p>
      ${longField({ name: 'reason', label: _('Why is it cancelled?'), isRequired: true, hint: _('The reason stands in the minutes.') })}`,
    yes: _('Cancel the poll'),
    isDangerous: true,
    done: _('The poll is cancelled.'),
    send: giving('cancel_poll', ({ reason }) => ({ poll: poll.ref, reason: reason.trim() })),
  });
}

export function prepareDialog(item) {
  return openForm({
    title: _('Prepare a vote'),
    isWide: true,
    body: html`<p class="muted"><bdi>${item.title}</bdi></p>
      <poll-form></poll-form>`,
    yes: _('Prepare the vote'),
    done: _('The vote is prepared.'),
    send: (values, form) => commands.give('prepare_poll', { item: item.ref, ...form.querySelector('poll-form').fields() }),
  });
}
