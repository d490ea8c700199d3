// The box under the vote buttons: what has become of my vote. One of the states of `ballot.js`, in words.
import { exactTime } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { optionsOf } from '../view.js';
import { html, nothing } from './live-element.js';

const note = (tone, mark, strong, rest = '') =>
  html`<div class="note note-${tone}">${icon(mark)}<div><strong>${strong}</strong>${rest ? html` ${rest}` : ''}</div></div>`;

function recorded(poll, vote) {
  const values = { time: exactTime(vote.at) };
  if (poll.secrecy === 'confidential') return note('ok', 'circle-check', fmt(_('Your vote was recorded at {time}.'), values), _('It is final, and this page does not keep your choice.'));
  const words = optionsOf(poll).filter(({ ref }) => [vote.choice].flat().includes(ref)).map(({ text }) => text);
  const strong = fmt(_('Your vote: {choice}. Recorded at {time}.'), { ...values, choice: words.join(', ') || _('none of them') });
  return note('ok', 'circle-check', strong, poll.state === 'open' ? _('You can change it until voting closes.') : '');
}

function lost(poll) {
  if (poll.state === 'open') return note('danger', 'circle-x', _('Your vote was NOT recorded.'), _('Voting is still open: please vote again.'));
  return note('danger', 'circle-x', _('Your vote was NOT recorded.'), _('Voting ended before your vote arrived. Please tell the secretary now.'));
}

export function voteReceipt(poll, ballot) {
  if (ballot.sending && ballot.isChecking) return note('warn', 'loader-circle', _('We cannot confirm your vote yet.'), _('Checking…'));
  if (ballot.sending) return note('plain', 'send', _('Sending…'));
  if (ballot.doubt === 'lost') return lost(poll);
  if (ballot.doubt === 'unknown') return note('warn', 'triangle-alert', _('We cannot confirm your vote.'), _('As soon as the connection is back, this page says whether it was recorded.'));
  if (ballot.refused) return note('danger', 'circle-x', _('Your vote was NOT recorded.'), ballot.refused);
  if (!store.isLive && poll.state === 'open') return note('warn', 'wifi-off', _('No connection. You cannot vote right now.'), ballot.recorded ? _('Your earlier vote stays recorded.') : _('Please tell the secretary if it lasts.'));
  if (ballot.recorded) return recorded(poll, ballot.recorded);
  return nothing;
}
