// What can follow a vote that is over: the same vote again, or the next round of an election. Both are prepared, not opened.
import { html, nothing } from '../../vendor/lit.js';
import { _ } from '../i18n.js';
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

export function followUps(poll) {
  const next = () => roundDialog(poll);
  return html`<div class="row">
    ${hasOpenSeats(poll) ? offer('next_round', 'chevron-right', _('Next round'), next) : nothing}
    ${offer('repeat_poll', 'rotate-ccw', _('Repeat the vote'), () => repeatDialog(poll), 'quiet')}
  </div>`;
}
