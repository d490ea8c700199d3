// The open poll on a tablet: the question, the buttons, the receipt. Chooses the form by the poll's method; votes through `ballot.js`.
import { rule, turnout } from '../arithmetic.js';
import { ask } from '../ask.js';
import { Ballot } from '../ballot.js';
import { Tick } from '../clock.js';
import { titleSize } from '../format.js';
import { conditions } from '../conditions.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { reach } from '../reach.js';
import { motionText } from '../motion-text.js';
import { isChoice, may, me, meeting, member, motion as motionOf, optionsOf, poll as pollOf } from '../view.js';
import { inTheRoom, pollState, refusal, secrecy } from '../words.js';
import { isRanked } from '../ranking.js';
import './choice-form.js';
import './poll-clock.js';
import './ranking-form.js';
import { voteReceipt } from './vote-receipt.js';
import { note } from './notes.js';
import { LiveElement, html, nothing } from './live-element.js';

const SHAPES = { yes: 'check', no: 'x', abstain: 'minus', blank: 'square' };

class VotePanel extends LiveElement {
  static keys = ['now', 'poll/', 'me', 'me/vote/', 'can', 'member/', 'meeting', 'motion/'];
  #ballot = null;
  #tick = new Tick(this, () => !store.isLive);

  #mine(ref) {
    if (this.#ballot?.poll !== ref) this.#ballot = new Ballot(ref, () => this.requestUpdate());
    return this.#ballot;
  }

  async #cast(poll, choice, words) {
    const isSecret = poll.secrecy === 'confidential';
    if ((isSecret || isRanked(poll)) && !(await this.#isSure(poll, words))) return;
    if (pollOf(poll.ref)?.state === 'open') this.#ballot.cast(choice, isSecret);
  }

  #isSure(poll, choice) {
    const isFinal = poll.secrecy === 'confidential';
    const end = isFinal ? _('This vote is final. You cannot change it.') : _('You can change it until voting closes.');
    const title = isRanked(poll) ? _('Vote in this order?') : fmt(_('Vote “{choice}”?'), { choice });
    return ask({ title, text: isRanked(poll) ? `${choice}\n${end}` : end, yes: _('Cast this vote') });
  }

  #isLocked(poll, ballot) {
    const isFinal = poll.secrecy === 'confidential' && ballot.recorded;
    return poll.state !== 'open' || reach() !== 'ok' || ballot.sending !== null || isFinal;
  }

  #buttons(poll, ballot) {
    const isSecret = poll.secrecy === 'confidential';
    const chosen = ballot.sending ?? (isSecret ? null : ballot.recorded?.choice);
    const button = ({ ref, text }) =>
      html`<button
        type="button"
        class="vote vote-${isSecret || ref === 'blank' ? 'neutral' : ref}"
        lang=${document.documentElement.lang}
        aria-pressed=${chosen === ref}
        ?disabled=${this.#isLocked(poll, ballot)}
        @click=${() => this.#cast(poll, ref, text)}
      >
        ${ballot.sending === ref ? html`<span class="spinner">${icon('loader-circle')}</span>` : icon(SHAPES[ref])}<span
          >${text}</span
        >
      </button>`;
    return html`<div class="votes" role="group" aria-label=${_('Your vote')}>${optionsOf(poll).map(button)}</div>`;
  }

  #form(poll, ballot) {
    if (poll.secrecy === 'confidential' && ballot.recorded) return nothing;
    if (!isChoice(poll)) return this.#buttons(poll, ballot);
    const isLocked = this.#isLocked(poll, ballot);
    const recorded = ballot.recorded?.choice;
    const cast = (choice, words) => this.#cast(poll, choice, words);
    return isRanked(poll)
      ? html`<ranking-form .poll=${poll} .recorded=${recorded} .isLocked=${isLocked} .cast=${cast}></ranking-form>`
      : html`<choice-form .poll=${poll} .recorded=${recorded} .isLocked=${isLocked} .cast=${cast}></choice-form>`;
  }

  #why(poll) {
    if (poll.recused?.includes(me().ref)) return note('', 'scale', _('You are recused from this vote.'));
    if (poll.secrecy === 'analog') return note('', 'users', inTheRoom(poll));
    const isHere = member(store.you?.ref)?.status === 'present';
    if (isHere) return note('', 'info', refusal({ code: 'not_entitled' }));
    if (may('answer_roll')) return note('warn', 'user-x', refusal({ code: 'not_present' }));
    return note('warn', 'user-x', _('You are not recorded as present, so you cannot vote. Please tell the secretary.'));
  }

  render() {
    const poll = pollOf();
    if (!poll) return nothing;
    const ballot = this.#mine(poll.ref);
    const mayVote = may('cast_vote') || ballot.recorded || ballot.sending || ballot.unconfirmed;
    return html`<section class="stack" aria-labelledby="question-now">
      <p class="row">
        <span class="pill ${poll.state === 'held' ? 'pill-warn' : 'pill-ok'}"
          >${icon(poll.state === 'held' ? 'pause' : 'vote')}${pollState(poll.state)}</span
        >
        <poll-clock></poll-clock>
      </p>
      <h1 id="question-now" class=${titleSize(poll.question)} lang=${meeting().language}><bdi>${poll.question}</bdi></h1>
      ${poll.motion ? motionText(motionOf(poll.motion)) : nothing}
      ${poll.state === 'held' ? html`<p>${_('The chair has put voting on hold. Votes that are recorded stay recorded.')}</p>` : nothing}
      ${mayVote ? this.#form(poll, ballot) : this.#why(poll)} ${voteReceipt(poll, ballot)}
      ${mayVote && me().votes > 1 ? html`<p>${fmt(_('Your vote counts as {n} votes.'), { n: me().votes })}</p>` : nothing}
      <p class="muted small">${turnout(poll)} · ${rule(poll)}<br />${[...conditions(poll), secrecy(poll.secrecy)].join(' ')}</p>
    </section>`;
  }
}

customElements.define('vote-panel', VotePanel);
