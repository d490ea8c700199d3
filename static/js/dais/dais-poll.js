// The poll in progress on the dais: the question, the turnout in big figures, who is missing, and the chair's own vote if it has one.
import { rule } from '../arithmetic.js';
import { number, titleSize } from '../format.js';
import { conditions } from '../conditions.js';
import { _, fmt, n_ } from '../i18n.js';
import { icon } from '../icons.js';
import { may, meeting, myVote, poll as pollOf, nameOf } from '../view.js';
import { isByVoice } from '../roll-call.js';
import { secrecy } from '../secrecy.js';
import { inTheRoom, pollState, roundWords } from '../words.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import { firstNameNote } from '../elements/lot-note.js';
import { pollBars } from '../elements/poll-bars.js';
import '../elements/poll-clock.js';
import '../elements/vote-panel.js';
import { countsDialog } from '../organisers/counts-dialog.js';
import { offer } from '../organisers/press.js';
import './vote-missing.js';

class DaisPoll extends LiveElement {
  static keys = ['now', 'poll/', 'me', 'me/vote/', 'can', 'meeting'];
  static properties = { poll: {} };

  #turnout({ cast, entitled }) {
    return html`<div class="turnout">
      <p class="turnout-count">
        <strong>${number(cast)}</strong>
        <span>${fmt(n_('of {n} has voted', 'of {n} have voted', entitled), { n: number(entitled) })}</span>
      </p>
      <progress class="turnout-bar" max=${Math.max(1, entitled)} value=${cast} aria-label=${_('Turnout')}></progress>
    </div>`;
  }

  #inTheRoom(poll) {
    return html`<p>${inTheRoom(poll)}</p>
      ${poll.counted ? pollBars({ ...poll, tally: poll.counted.tally }) : nothing}
      ${offer('enter_counts', 'list', poll.counted ? _('Enter the counts anew') : _('Enter the counts'), () => countsDialog(poll))}`;
  }

  #heading(poll) {
    return html`<p class="row">
        <span class="pill ${poll.state === 'held' ? 'pill-warn' : 'pill-ok'}"
          >${icon(poll.state === 'held' ? 'pause' : 'vote')}${pollState(poll.state)}</span
        >
        ${poll.round > 1 ? html`<span class="pill">${roundWords(poll)}</span>` : nothing}<poll-clock></poll-clock>
      </p>
      <h1 class=${titleSize(poll.question)} lang=${meeting().language}><bdi>${poll.question}</bdi></h1>`;
  }

  render() {
    const poll = pollOf(this.poll);
    if (!poll) return nothing;
    const mayVote = !isByVoice(poll) && (may('cast_vote') || myVote(poll.ref));
    const own = html`<details class="own-vote more">
      <summary>${icon('vote')}${myVote(poll.ref) ? _('Your own vote is recorded') : _('Cast your own vote')}</summary>
      <vote-panel></vote-panel>
    </details>`;
    return html`<div class="stack">
      ${this.#heading(poll)}
      ${poll.state === 'held' ? html`<p>${_('Voting is on hold. Votes that are recorded stay recorded.')}</p>` : nothing}
      ${isByVoice(poll) ? html`<p>${_('Called now:')} <strong><bdi>${poll.calling ? nameOf(poll.calling) : _('Every name was called.')}</bdi></strong></p>` : nothing}
      ${poll.secrecy === 'analog' ? this.#inTheRoom(poll) : this.#turnout(poll)} ${poll.tally ? pollBars(poll) : nothing}
      <p class="muted small">${rule(poll)} · ${[...conditions(poll), secrecy(poll.secrecy)].join(' ')}</p>
      ${firstNameNote(poll)} ${mayVote ? own : nothing}
      <vote-missing .poll=${poll.ref}></vote-missing>
    </div>`;
  }
}

customElements.define('dais-poll', DaisPoll);
