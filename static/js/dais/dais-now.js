// The Now card of the dais: what delegates see, with the numbers that only the chair sees.
import { date, number, time, titleSize } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { item, items, may, me, meeting, member, nameOf, now, poll as pollOf, pollsOf } from '../view.js';
import { itemKind, roundWords } from '../words.js';
import { rule } from '../arithmetic.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import '../elements/consent-list.js';
import { agreements } from '../elements/agreements.js';
import { interests } from '../elements/interests.js';
import '../elements/motion-list.js';
import '../elements/poll-result.js';
import '../elements/recess-clock.js';
import '../elements/speech-clock.js';
import { standingElsewhere, standingNotes } from '../elements/corrected-notes.js';
import { inHand, together } from '../elements/together.js';
import '../organisers/paper-presenter.js';
import { trouble } from '../elements/notes.js';
import './dais-poll.js';
import { nextStep, prepared } from './next-step.js';

class DaisNow extends LiveElement {
  static keys = ['meeting', 'now', 'item/', 'poll/', 'roll', 'me', 'can', 'member/', 'motion/', 'consensus/', 'recusal/', 'interest/', 'ruling/'];

  #face(words, rest) {
    return html`<h1>${words}</h1>
      <p class="text">${rest}</p>`;
  }

  #scheduled({ starts_at: starts, place }) {
    const when = starts ? fmt(_('It is planned for {date}, {time}.'), { date: date(starts), time: time(starts) }) : '';
    const where = place ? html`<p class="row muted">${icon('calendar')}<bdi>${place}</bdi></p>` : nothing;
    return html`${this.#face(_('The meeting has not begun yet'), when)}${where}`;
  }

  #suspended({ until }) {
    const words = until ? fmt(_('Break until {time}'), { time: time(until) }) : _('The meeting is suspended');
    return html`${this.#face(words, _('Everybody sees this. Resume the meeting when you go on.'))}<recess-clock></recess-clock>`;
  }

  #roll() {
    if (!store.get('roll')?.open) return nothing;
    const byCode = store.get('roll').method === 'code';
    const words = byCode
      ? _('Members answer with the code or the QR code on the hall display.')
      : _('The secretary calls the names and records who is here.');
    return html`<div class="note">
      ${icon('users')}
      <div><strong>${_('The roll call is open.')}</strong> ${words}</div>
    </div>`;
  }

  /** The chair is a member of the body too: one press, no code. */
  #mine() {
    if (member(me().ref)?.status === 'present' || !may('record_attendance')) return nothing;
    return html`<div class="note note-warn">
      ${icon('user-x')}
      <div>${_('You yourself are not recorded as present.')}</div>
      <button
        type="button"
        class="button"
        ?disabled=${this.isBusy || !store.isLive}
        @click=${() => this.give('record_attendance', { member: me().ref, status: 'present' })}
      >
        ${icon('user-check')}${_('I am present')}
      </button>
    </div>`;
  }

  #prepared() {
    const polls = prepared();
    if (!polls.length) return nothing;
    const open = (poll) =>
      html`<button
        type="button"
        class="button"
        ?disabled=${this.isBusy || !store.isLive || !may('open_poll')}
        @click=${() => this.give('open_poll', { poll: poll.ref })}
      >
        ${_('Open voting')}
      </button>`;
    const row = (poll, index) =>
      html`<li class="rows-row">
        ${icon('vote')}<span class="grow"><bdi>${poll.question}</bdi><small>${[roundWords(poll), rule(poll)].filter(Boolean).join(' · ')}</small>${standingNotes(poll)}</span
        >${index || nextStep()?.command !== 'open_poll' ? open(poll) : nothing}
      </li>`;
    return html`<section class="stack-tight">
      <h2>${_('Votes prepared for this item')}</h2>
      <ol class="rows">
        ${polls.map(row)}
      </ol>
    </section>`;
  }

  #item(here) {
    if (!here)
      return this.#face(
        _('The meeting is open'),
        _('No item is in hand. Go on with the button below, or choose an item in the agenda.'),
      );
    const all = items();
    const place = fmt(_('Item {n} of {total}'), {
      n: number(all.findIndex(({ ref }) => ref === here.ref) + 1),
      total: number(all.length),
    });
    return html`<p class="row"><span class="pill">${place}</span><span class="muted small">${itemKind(here.kind)}</span></p>
      <h1 class=${titleSize(here.title)} lang=${meeting().language}><bdi>${here.title}</bdi></h1>`;
  }

  #speaker(ref) {
    return html`<div class="row speaker">
      ${icon('mic')}
      <p class="grow">
        <span class="small muted">${_('Speaking now')}</span><br /><strong><bdi>${nameOf(ref)}</bdi></strong>
      </p>
      <speech-clock></speech-clock>
    </div>`;
  }

  #session() {
    const poll = pollOf();
    if (['open', 'held'].includes(poll?.state)) return html`<dais-poll .poll=${poll.ref}></dais-poll>`;
    const isCounted = ['closed', 'declared'].includes(poll?.state);
    const others = inHand().flatMap(pollsOf).filter(({ ref }) => ref !== poll?.ref);
    return html`${this.#item(item())}${item() ? together() : html`<consent-list></consent-list>`} ${now().speaker ? this.#speaker(now().speaker) : nothing}
      ${inHand().map((ref) => html`${agreements(ref)}${interests(ref)}`)}
      ${isCounted ? html`<poll-result .poll=${poll.ref}></poll-result>` : nothing} ${standingElsewhere(others)} ${this.#prepared()}
      ${store.all('motion/').some(({ item: ref }) => inHand().includes(ref)) ? html`<motion-list></motion-list>` : nothing}
      <paper-presenter></paper-presenter>`;
  }

  render() {
    const state = meeting();
    const faces = {
      scheduled: () => this.#scheduled(state),
      suspended: () => this.#suspended(state),
      closed: () => this.#face(_('The meeting is closed'), _('Read the minutes and sign them.')),
      open: () => this.#session(),
    };
    if (!faces[state.state]) return nothing;
    return html`<section class="card card-now" aria-label=${_('Now')}>
      ${state.state === 'closed' ? nothing : html`${this.#roll()}${this.#mine()}`}${trouble(this.trouble)}${faces[state.state]()}
    </section>`;
  }
}

customElements.define('dais-now', DaisNow);
