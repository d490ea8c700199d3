// What can follow a vote that is over: the same vote again, or the next round of an election. Both are prepared, not opened.
import { html, nothing } from '../../vendor/lit.js';
import { _ } from '../i18n.js';
import { store } from '../live.js';
import { giving, openForm } from './form-dialog.js';
import { offer } from './press.js';

export const hasOpenSeats = ({ method, winners, seats = 1 }) => Boolean(winners) && method !== 'ranked' && winners.length < seats;

const following = (command, title, yes, poll) =>
  openForm({
    title,
    body: html`<p class="text"><bdi>${poll.question}</bdi></p>`,
    yes,
    done: _('The vote is prepared.'),
    send: giving(command, () => ({ poll: poll.ref })),
  });

export const repeatDialog = (poll) => following('repeat_poll', _('Repeat this vote?'), _('Prepare it again'), poll);
export const roundDialog = (poll) => following('next_round', _('Go on with the next round?'), _('Prepare the next round'), poll);

/** Whether seats are open and no next round is there yet. */
export function lacksRound(poll) {
  const isNext = ({ repeats, round, state }) => repeats === poll.ref && round > (poll.round ?? 1) && state !== 'cancelled';
  return hasOpenSeats(poll) && !store.all('poll/').some(isNext);
}

export function followUps(poll) {
  return html`<div class="row">
    ${lacksRound(poll) ? offer('next_round', 'chevron-right', _('Next round'), () => roundDialog(poll)) : nothing}
    ${offer('repeat_poll', 'rotate-ccw', _('Repeat the vote'), () => repeatDialog(poll), 'quiet')}
  </div>`;
}
