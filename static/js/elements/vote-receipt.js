// The box under the vote buttons: what has become of my vote. One of the states of `ballot.js`, in words.
import { exactTime } from '../format.js';
import { _, fmt } from '../i18n.js';
import { reach } from '../reach.js';
import { chosenWords } from '../ranking.js';
import { nameOf } from '../view.js';
import { note } from './notes.js';
import { html, nothing } from './live-element.js';

const said = (tone, mark, strong, rest = '') => note(tone, mark, html`<strong>${strong}</strong>${rest ? html` ${rest}` : ''}`);

/** Whose vote is recorded, and by whose hand. */
function sentences(vote, voter) {
  if (voter) return [_('Vote for {name} recorded at {time}.'), _('Vote for {name}: {choice}. Recorded at {time}.')];
  if (vote.proxy) return [_('{proxy} voted for you at {time}.'), _('{proxy} voted for you: {choice}. Recorded at {time}.')];
  return [_('Your vote was recorded at {time}.'), _('Your vote: {choice}. Recorded at {time}.')];
}

function recorded(poll, vote, voter, mayVote) {
  const values = { time: exactTime(vote.at), name: nameOf(voter), proxy: nameOf(vote.proxy) };
  if (vote.in_person) return said('', 'user-check', fmt(_('{name} has voted in person at {time}.'), values));
  const [hidden, told] = sentences(vote, voter);
  if (poll.secrecy === 'confidential') {
    const rest = _('It is final, and this page does not keep your choice.');
    return said('ok', 'circle-check', fmt(hidden, values), voter || vote.proxy ? _('It is final.') : rest);
  }
  const words = chosenWords(poll, vote.choice);
  const strong = fmt(told, { ...values, choice: words.join(', ') || _('none of them') });
  return said('ok', 'circle-check', strong, poll.state === 'open' && mayVote ? _('You can change it until voting closes.') : '');
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

/** `mayVote`: whether this vote can still be given here. */
export function voteReceipt(poll, ballot, mayVote) {
  if (ballot.sending && ballot.isChecking)
    return said('warn', 'loader-circle', _('We cannot confirm your vote yet.'), _('Checking…'));
  if (ballot.sending) return said('plain', 'send', _('Sending…'));
  if (ballot.doubt) return doubtful(poll, ballot);
  if (ballot.refused) return said('danger', 'circle-x', _('Your vote was NOT recorded.'), ballot.refused);
  if (reach() !== 'ok' && poll.state === 'open') return unreachable(ballot);
  return ballot.recorded ? recorded(poll, ballot.recorded, ballot.voter, mayVote) : nothing;
}
