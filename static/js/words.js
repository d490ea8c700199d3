// The words for the codes of the protocol: states, roles, kinds, refusals. Functions, because the catalogue comes after the modules.
import { dayWords, number } from './format.js';
import { _, allSpoken, fmt, p_, sent } from './i18n.js';

const said = (table, code) => table[code] ?? code ?? '';

export const meetingState = (code) =>
  said({ scheduled: _('Not yet open'), open: _('In session'), suspended: _('Suspended'), closed: _('Closed') }, code);

export const itemState = (code) =>
  said({ planned: _('To come'), open: p_('item', 'Now'), concluded: p_('item', 'Done'), deferred: _('Deferred'), withdrawn: _('Withdrawn') }, code);

/** Where an item stands, with the day to which it is deferred. */
export const stateWords = ({ state, until }) => (until ? fmt(_('Deferred to {day}'), { day: dayWords(until) }) : itemState(state));

export const itemKind = (code) =>
  said({ information: _('For information'), decision: _('For decision'), election: _('Election') }, code);

export const role = (code) =>
  said(
    {
      chair: _('Chair'),
      vice_chair: _('Vice-chair'),
      secretary: _('Secretary'),
      delegate: _('Delegate'),
      observer: _('Observer'),
      display: _('Hall display'),
      steward: _('Steward'),
    },
    code,
  );

export const attendance = (code) =>
  said({ present: _('Present'), absent: _('Absent'), excused: _('Excused'), left: _('Has left') }, code);

export const pollState = (code) =>
  said(
    {
      prepared: _('Prepared'),
      open: _('Voting is open'),
      held: _('Voting is on hold'),
      closed: _('Voting is closed'),
      declared: _('Result declared'),
      cancelled: _('Voting was cancelled'),
      agreed: _('Agreed without a vote'),
    },
    code,
  );

/** How a vote that is counted in the room is given. */
export const inTheRoom = ({ by }) =>
  by === 'voice' ? _('This vote is by roll call: each member answers aloud when called.') : by === 'paper' ? _('This vote is by ballot paper, in the room.') : _('This vote is by show of hands, in the room.');

export const motionState = (code) =>
  said(
    { moved: _('Moved'), seconded: _('Seconded'), withdrawn: _('Withdrawn'), dropped: _('Not put to the vote'), adopted: _('Adopted'), rejected: _('Rejected') },
    code,
  );

/** In the order in which they are put. */
export const PROCEDURES = ['suspend', 'adjourn', 'adjourn_debate', 'close_debate', 'postpone', 'refer', 'divide'];

export const procedure = (code) =>
  said(
    {
      suspend: _('Suspend the meeting'),
      adjourn: _('Adjourn the meeting'),
      adjourn_debate: _('Adjourn the debate'),
      close_debate: _('Close the debate'),
      postpone: _('Postpone the matter'),
      refer: _('Refer the matter'),
      divide: _('Divide the question'),
    },
    code,
  );

export const requestKind = (code) =>
  said(
    {
      speak: _('Speech'),
      point_of_order: _('Point of order'),
      reply: _('Reply'),
      question: p_('speech', 'Question'),
      answer: _('Answer'),
      follow_up: _('Follow-up'),
    },
    code,
  );

export const verdict = (code) => said({ sustained: _('Sustained'), not_sustained: _('Not sustained') }, code);

/** Which round of an election it is; nothing for the first. */
export const roundWords = ({ round = 1 }) => (round > 1 ? fmt(_('Round {n}'), { n: number(round) }) : '');

/** What a code means at least, where the server's own sentence is not there in the reader's language. */
const refusals = () => ({
  not_allowed: _('Your seat may not do this.'),
  not_present: _('You must be recorded as present first. Enter the roll call code, or ask the secretary.'),
  not_entitled: _('You are not entitled to vote in this poll.'),
  not_open: _('Voting has not been opened yet.'),
  closed: _('Voting is closed.'),
  no_quorum: _('There is no quorum.'),
  bad_code: _('This code is not right any more. Enter the code that the hall display shows now.'),
  bad_choice: _('This choice is not one of those offered.'),
  list_closed: _('The list of speakers is closed.'),
  fault: _('The server made an error. Nothing was recorded. Please try again.'),
  unconfirmed: _('No answer came from the server. Please look whether it was recorded before you try again.'),
  already: _('This has already been done.'),
  wrong_state: _('This is not in order now.'),
  no_such_item: _('This item is not on the agenda.'),
  no_such_poll: _('There is no such vote in this meeting.'),
  no_such_member: _('Nobody of this name takes part in this meeting.'),
  no_such_motion: _('There is no such motion in this meeting.'),
  no_such_paper: _('There is no such paper in this meeting.'),
  too_long: _('The text is too long.'),
  bad_command: _('Something that was entered is missing or not as expected. Nothing was recorded.'),
});

/** A sentence for a refusal: the server's own in the reader's language, else ours for its code. */
export function refusal({ code, message, sentence, plural, values }) {
  const told = sentence && sent(sentence, plural, values.n);
  if (told) return fmt(told, allSpoken(values));
  return (message && sent(message)) || refusals()[code] || message || code;
}
