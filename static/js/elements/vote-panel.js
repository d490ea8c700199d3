// The open poll on a tablet: the question, a ballot for oneself, and one for each member for whom this seat votes.
import { rule, turnout } from '../arithmetic.js';
import { Tick } from '../clock.js';
import { titleSize } from '../format.js';
import { conditions } from '../conditions.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { motionText } from '../motion-text.js';
import { answerOf, answerWords, isByVoice } from '../roll-call.js';
import { isChoice, may, me, meeting, member, motion as motionOf, myVote, nameOf, poll as pollOf, votersOf } from '../view.js';
import { secrecy } from '../secrecy.js';
import { inTheRoom, pollState, refusal, roundWords } from '../words.js';
import './ballot-paper.js';
import './poll-clock.js';
import { firstNameNote } from './lot-note.js';
import { note } from './notes.js';
import { LiveElement, html, nothing, repeat } from './live-element.js';

class VotePanel extends LiveElement {
  static keys = ['now', 'ballot/', 'poll/', 'me', 'me/vote/', 'me/proxy/', 'can', 'member/', 'meeting', 'motion/'];
  #tick = new Tick(this, () => !store.isLive);

  /** Answers are given aloud: whose turn it is, and what was recorded of this seat. */
  #aloud(poll) {
    const mine = me().ref;
    const turn =
      poll.calling === mine
        ? note('warn', 'mic', html`<strong>${_('Your name is called: please answer aloud.')}</strong>`)
        : nothing;
    const said = answerWords(poll, answerOf(poll, mine));
    const recorded = said
      ? note(
          'ok',
          'circle-check',
          html`<strong>${fmt(_('Recorded as your answer: {answer}.'), { answer: said })}</strong> ${_('If it is wrong, say so before the vote is closed.')}`,
        )
      : nothing;
    const now = poll.calling
      ? html`<p>${_('Called now:')} <strong><bdi>${nameOf(poll.calling)}</bdi></strong></p>`
      : nothing;
    return html`${note('', 'users', inTheRoom(poll))}${now}${turn}${recorded}${firstNameNote(poll)}`;
  }

  #why(poll) {
    if (poll.recused?.includes(me().ref)) return note('', 'scale', _('You are recused from this vote.'));
    if (poll.secrecy === 'analog') return note('', 'users', inTheRoom(poll));
    if (isByVoice(poll)) return this.#aloud(poll);
    if (poll.state === 'held') return note('', 'pause', _('Nobody can vote while voting is on hold.'));
    const isHere = member(store.you?.ref)?.status === 'present';
    if (isHere) return note('', 'info', refusal({ code: 'not_entitled' }));
    if (may('answer_roll')) return note('warn', 'user-x', refusal({ code: 'not_present' }));
    return note('warn', 'user-x', _('You are not recorded as present, so you cannot vote. Please tell the secretary.'));
  }

  #papers(poll) {
    if (isByVoice(poll)) return this.#why(poll);
    const others = votersOf(poll.ref);
    const own = may('cast_vote') && !me().others_only;
    const isAsked = own || myVote(poll.ref);
    const weight = isAsked && me().votes > 1 ? fmt(_('Your vote counts as {n} votes.'), { n: me().votes }) : '';
    const paper = (one) =>
      html`<ballot-paper .poll=${poll} .voter=${one.ref} .mayVote=${Boolean(me().votes_for?.includes(one.ref))}></ballot-paper>
        ${one.votes > 1 ? html`<p>${fmt(_('This vote counts as {n} votes.'), { n: one.votes })}</p>` : nothing}`;
    return html`<ballot-paper class="first-ballot" .poll=${poll} .mayVote=${own} .others=${others.length > 0} .why=${this.#why(poll)}></ballot-paper>
      ${weight ? html`<p>${weight}</p>` : nothing}
      ${repeat(others, ({ ref }) => ref, paper)}`;
  }

  render() {
    const poll = pollOf();
    if (!poll) return nothing;
    return html`<section class="stack ${isChoice(poll) || isByVoice(poll) ? 'voting-list' : 'voting-buttons'}" aria-labelledby="question-now">
      <p class="row">
        <span class="pill ${poll.state === 'held' ? 'pill-warn' : 'pill-ok'}"
          >${icon(poll.state === 'held' ? 'pause' : 'vote')}${pollState(poll.state)}</span
        >
        ${poll.round > 1 ? html`<span class="pill">${roundWords(poll)}</span>` : nothing}<poll-clock></poll-clock>
      </p>
      <h1 id="question-now" class=${titleSize(poll.question)} lang=${meeting().language}><bdi>${poll.question}</bdi></h1>
      ${poll.motion ? motionText(motionOf(poll.motion), poll.part) : nothing}
      ${poll.state === 'held' ? html`<p>${_('The chair has put voting on hold. Votes that are recorded stay recorded.')}</p>` : nothing}
      ${this.#papers(poll)}
      <p class="muted small">${turnout(poll)} · ${rule(poll)}<br />${[...conditions(poll), secrecy(poll.secrecy)].join(' ')}</p>
    </section>`;
  }
}

customElements.define('vote-panel', VotePanel);
