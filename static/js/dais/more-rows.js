// The rows of More: what the rules allow now besides the next step, in groups. A row either opens a form or gives a command.
import { ask } from '../ask.js';
import { _, fmt } from '../i18n.js';
import { html } from '../../vendor/lit.js';
import { store } from '../live.js';
import { isChoice, item, may, me, poll as pollOf, pollsOf } from '../view.js';
import { longField } from '../organisers/fields.js';
import { giving, openForm } from '../organisers/form-dialog.js';
import { consensusDialog } from '../organisers/consensus-dialog.js';
import { cancelDialog, prepareDialog, timedDialog } from '../organisers/poll-dialogs.js';
import { hasOpenSeats, repeatDialog, roundDialog } from '../organisers/follow-ups.js';
import { askOtherwise } from '../organisers/other-terms.js';
import { incidentDialog } from '../organisers/incident-dialog.js';
import { canBeCorrected, resultDialog } from '../organisers/result-dialog.js';
import { deferDialog } from '../organisers/defer-dialog.js';
import { joinDialog } from '../organisers/join-dialog.js';
import { urgentDialog } from '../elements/urgent-list.js';
import { recordDialog } from '../organisers/for-member.js';
import { recusalDialog } from '../organisers/recusal-dialog.js';
import { announceDialog, handOverDialog, recessDialog, suspendDialog } from '../organisers/sitting-dialogs.js';
import { adjournStep, prepared } from './next-step.js';

const form = (command, mark, words, open) => ({ command, mark, words, open });
const direct = (command, fields, mark, words) => ({ command, fields, mark, words });
const allowed = (rows) => rows.filter(({ command }) => may(command));

function concludeDialog(here) {
  const hint = _('It stands in the minutes under this item.');
  const outcome = { name: 'outcome', label: _('Outcome in words'), isRequired: true, hint };
  return openForm({
    title: _('Conclude the item with an outcome'),
    body: html`<p class="muted"><bdi>${here.title}</bdi></p>
      ${longField(outcome)}`,
    yes: _('Conclude the item'),
    done: _('The item is concluded.'),
    send: giving('conclude_item', ({ outcome }) => ({ item: here.ref, outcome: outcome.trim() })),
  });
}

async function adjourn(give) {
  const { command, fields, question } = adjournStep();
  if (await ask(question)) await give(command, fields);
}

/** What can follow the votes of this item that are over. */
const followUpRows = (here) =>
  pollsOf(here?.ref)
    .filter(({ state }) => ['closed', 'declared', 'cancelled'].includes(state))
    .flatMap((one) => [
      form('repeat_poll', 'rotate-ccw', fmt(_('Repeat the vote: {question}'), one), () => repeatDialog(one)),
      ...(hasOpenSeats(one)
        ? [form('next_round', 'chevron-right', fmt(_('Next round: {question}'), one), () => roundDialog(one))]
        : []),
    ]);

function voting(here) {
  const poll = pollOf();
  const isRunning = poll && ['open', 'held'].includes(poll.state);
  const open = isRunning ? [poll] : prepared();
  const timed = isRunning ? [] : prepared();
  return allowed([
    ...timed.map((one) => form('open_poll', 'timer', fmt(_('Open voting for a time: {question}'), one), () => timedDialog(one))),
    ...timed.filter((one) => !isChoice(one)).map((one) => form('prepare_poll', 'scale', fmt(_('Other terms: {question}'), one), () => askOtherwise(one))),
    ...(poll?.state === 'held' ? [form('resume_poll', 'timer', _('Resume voting for a time'), () => timedDialog(poll))] : []),
    ...(poll?.state === 'held' ? [direct('close_poll', { poll: poll.ref }, 'lock', _('Close the voting that is on hold'))] : []),
    ...open.map((one) => form('cancel_poll', 'circle-x', fmt(_('Cancel the vote: {question}'), one), () => cancelDialog(one))),
    ...timed.map((one) =>
      form('declare_consensus', 'circle-check', fmt(_('Agreed without a vote: {question}'), one), () => consensusDialog(here, one)),
    ),
    ...(poll && canBeCorrected(poll) ? [form('correct_result', 'pen-line', _('Correct the result'), () => resultDialog(poll))] : []),
    ...(here ? [form('declare_consensus', 'circle-check', _('Declare agreement without a vote'), () => consensusDialog(here))] : []),
    ...(isRunning ? [] : followUpRows(here)),
    ...(here && !isRunning ? [form('prepare_poll', 'plus', _('Prepare a vote on this item'), () => prepareDialog(here))] : []),
  ]);
}

const ofItem = (here) =>
  here
    ? allowed([
        form('conclude_item', 'check', _('Conclude the item with an outcome'), () => concludeDialog(here)),
        form('recuse', 'scale', _('Record a conflict of interest'), () => recusalDialog(here)),
        form('defer_item', 'clock', _('Defer the item'), () => deferDialog(here)),
        form('join_items', 'list', _('Take items together'), () => joinDialog(here)),
        direct('part_items', {}, 'minus', _('End the joint debate')),
        form('move_urgent', 'timer', _('Move an urgent item'), urgentDialog),
      ])
    : [];

const ofSpeakers = () =>
  allowed([
    direct('open_list', {}, 'hand', _('Open the list of speakers')),
    direct('close_list', {}, 'hand', _('Close the list of speakers')),
    form('request_floor', 'hand', _('Record for a member …'), recordDialog),
  ]);

const ofMeeting = (give) =>
  allowed([
    form('announce', 'megaphone', _('Announce to everybody'), () => announceDialog()),
    direct('open_roll_call', { method: 'code' }, 'qr-code', _('Open a roll call by code')),
    direct('open_roll_call', { method: 'call' }, 'users', _('Open a roll call by name')),
    ...(store.get('roll')?.open ? [direct('close_roll_call', {}, 'user-check', _('Close the roll call'))] : []),
    form('suspend', 'coffee', _('Suspend the meeting'), suspendDialog),
    form('change_recess', 'coffee', _('Announce another time to go on'), recessDialog),
    form('record_incident', 'triangle-alert', _('Record an incident'), () => incidentDialog()),
    ...(me().role === 'chair' ? [form('take_chair', 'user', _('Hand over the chair'), handOverDialog)] : []),
    form('adjourn', 'log-out', _('Adjourn the meeting'), () => adjourn(give)),
  ]);

/** [[heading, rows]] without what is empty. `give` gives a command and shows what is wrong. */
export function moreRows(give) {
  const here = item();
  const groups = [
    [_('Voting'), voting(here)],
    [_('This item'), ofItem(here)],
    [_('Speakers'), ofSpeakers()],
    [_('Meeting'), ofMeeting(give)],
  ];
  return groups.filter(([, rows]) => rows.length);
}
