// The box under the vote buttons: what has become of my vote. One of the states of `ballot.js`, in words.
import { exactTime } from '../format.js';
import { _, fmt } from '../i18n.js';
import { reach } from '../reach.js';
import { chosenWords } from '../ranking.js';
import { note } from './notes.js';
import { html, nothing } from './live-element.js';

const said = (tone, mark, strong, rest = '') => note(tone, mark, html`<strong>${strong}</strong>${rest ? html` ${rest}` : ''}`);

function recorded(poll, vote) {
  const values = { time: exactTime(vote.at) };
  if (poll.secrecy === 'confidential') {
    const rest = _('It is final, and this page does not keep your choice.');
    return said('ok', 'circle-check', fmt(_('Your vote was recorded at {time}.'), values), rest);
  }
  const words = chosenWords(poll, vote.choice);
  const strong = fmt(_('Your vote: {choice}. Recorded at {time}.'), { ...values, choice: words.join(', ') || _('none of them') });
  return said('ok', 'circle-check', strong, poll.state === 'open' ? _('You can change it until voting closes.') : '');
}

function lost(poll) {
  if (poll.state === 'open')
    return said('danger', 'circle-x', _('Your vote was NOT recorded.'), _('Voting is still open: please vote again.'));
  return said(
    'danger',
    'circle-x',
    _('Your vote was NOT recorded.'),
    _('Voting ended before your vote arrived. Please tell the secretary now.'),
  );
}

function doubtful(poll, ballot) {
  if (ballot.doubt === 'lost') return lost(poll);
  const rest = _('As soon as the connection is back, this page says whether it was recorded.');
  return said('warn', 'triangle-alert', _('We cannot confirm your vote.'), rest);
}

function unreachable(ballot) {
  const rest = ballot.recorded ? _('Your earlier vote stays recorded.') : _('Please tell the secretary if it lasts.');
  return said('warn', 'wifi-off', _('No connection. You cannot vote right now.'), rest);
}

export function voteReceipt(poll, ballot) {
  if (ballot.sending && ballot.isChecking)
    return said('warn', 'loader-circle', _('We cannot confirm your vote yet.'), _('Checking…'));
  if (ballot.sending) return said('plain', 'send', _('Sending…'));
  if (ballot.doubt) return doubtful(poll, ballot);
  if (ballot.refused) return said('danger', 'circle-x', _('Your vote was NOT recorded.'), ballot.refused);
  if (reach() !== 'ok' && poll.state === 'open') return unreachable(ballot);
  return ballot.recorded ? recorded(poll, ballot.recorded) : nothing;
}
