// The ballot of one voter in the open poll: one's own, or that of a member for whom this seat votes. The buttons and the receipt.
import { ask } from '../ask.js';
import { Ballot } from '../ballot.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { isRanked } from '../ranking.js';
import { reach } from '../reach.js';
import { isChoice, nameOf, optionsOf, poll as pollOf } from '../view.js';
import './choice-form.js';
import './ranking-form.js';
import { voteReceipt } from './vote-receipt.js';
import { LiveElement, html, nothing } from './live-element.js';

const SHAPES = { yes: 'check', no: 'x', abstain: 'minus', blank: 'square' };

class BallotPaper extends LiveElement {
  static keys = ['poll/', 'me', 'me/vote/', 'me/proxy/', 'member/'];
  static properties = { poll: {}, voter: {}, mayVote: {}, why: {}, others: {} };
  #ballot = null;

  get #mine() {
    const { ref } = this.poll;
    if (this.#ballot?.poll !== ref || this.#ballot.voter !== this.voter)
      this.#ballot = new Ballot(ref, () => this.requestUpdate(), this.voter);
    return this.#ballot;
  }

  async #cast(choice, words) {
    const { ref, secrecy } = this.poll;
    const isSecret = secrecy === 'confidential';
    if ((isSecret || isRanked(this.poll)) && !(await this.#isSure(words))) return;
    if (pollOf(ref)?.state !== 'open') return;
    await this.#ballot.cast(choice, isSecret);
    await this.updateComplete;
    // Under a long list it would be out of sight, and whoever has voted would see nothing of it.
    this.querySelector('.ballot > .note')?.scrollIntoView({ block: 'nearest' });
  }

  #isSure(choice) {
    const isOrder = isRanked(this.poll);
    const whose = this.voter ? _('Vote “{choice}” for {name}?') : _('Vote “{choice}”?');
    const order = this.voter ? _('Vote in this order for {name}?') : _('Vote in this order?');
    const final = this.voter ? _('This vote is final. Nobody can change it.') : _('This vote is final. You cannot change it.');
    const end = this.poll.secrecy === 'confidential' ? final : _('You can change it until voting closes.');
    const title = fmt(isOrder ? order : whose, { choice, name: nameOf(this.voter) });
    return ask({ title, text: isOrder ? `${choice}\n${end}` : end, yes: _('Cast this vote') });
  }

  #isLocked(ballot) {
    const isFinal = this.poll.secrecy === 'confidential' && ballot.recorded;
    return this.poll.state !== 'open' || reach() !== 'ok' || ballot.sending !== null || isFinal;
  }

  /** Said to whoever does not see the heading. */
  get #label() {
    return this.voter ? fmt(_('Vote for {name}'), { name: nameOf(this.voter) }) : _('Your vote');
  }

  #buttons(ballot) {
    const isSecret = this.poll.secrecy === 'confidential';
    const chosen = ballot.sending ?? (isSecret ? null : ballot.recorded?.choice);
    const button = ({ ref, text }) =>
      html`<button
        type="button"
        class="vote vote-${isSecret || ref === 'blank' ? 'neutral' : ref}"
        lang=${document.documentElement.lang}
        aria-pressed=${chosen === ref}
        ?disabled=${this.#isLocked(ballot)}
        @click=${() => this.#cast(ref, text)}
      >
        ${ballot.sending === ref ? html`<span class="spinner">${icon('loader-circle')}</span>` : icon(SHAPES[ref])}<span
          >${text}</span
        >
      </button>`;
    return html`<div class="votes" role="group" aria-label=${this.#label}>${optionsOf(this.poll).map(button)}</div>`;
  }

  #form(ballot) {
    if (this.poll.secrecy === 'confidential' && ballot.recorded) return nothing;
    if (!isChoice(this.poll)) return this.#buttons(ballot);
    const isLocked = this.#isLocked(ballot);
    const recorded = ballot.recorded?.choice;
    const cast = (choice, words) => this.#cast(choice, words);
    const form = isRanked(this.poll)
      ? html`<ranking-form .poll=${this.poll} .recorded=${recorded} .isLocked=${isLocked} .cast=${cast}></ranking-form>`
      : html`<choice-form .poll=${this.poll} .recorded=${recorded} .isLocked=${isLocked} .cast=${cast}></choice-form>`;
    return html`<div role="group" aria-label=${this.#label}>${form}</div>`;
  }

  /** Nobody who votes for several may mistake whose vote it is. */
  #heading() {
    if (this.voter)
      return html`<h2 class="voter">${icon('users')}<span>${fmt(_('You vote for {name}'), { name: nameOf(this.voter) })}</span></h2>`;
    return this.others ? html`<h2 class="voter voter-own">${icon('user')}<span>${_('Your own vote')}</span></h2>` : nothing;
  }

  render() {
    const ballot = this.#mine;
    const isGiven = !this.voter && ballot.recorded;
    const isAsked = this.mayVote || isGiven || ballot.sending || ballot.unconfirmed;
    return html`<div class="ballot stack ${this.voter ? 'ballot-other' : ''}">
      ${this.#heading()} ${isAsked ? this.#form(ballot) : (this.why ?? nothing)} ${voteReceipt(this.poll, ballot, this.mayVote)}
    </div>`;
  }
}

customElements.define('ballot-paper', BallotPaper);
