// What is happening now, and what is asked of me: always the first thing on a tablet. Chooses one face by what the view says.
import { date, time, titleSize } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { page } from '../page.js';
import { item, items, may, meeting, member, nameOf, now, poll } from '../view.js';
import { itemKind } from '../words.js';
import { agreements } from './agreements.js';
import { interests } from './interests.js';
import './my-recusal.js';
import './poll-result.js';
import './recess-clock.js';
import './roll-entry.js';
import './speech-clock.js';
import './speech-end.js';
import './vote-panel.js';
import { inHand, together } from './together.js';
import { note } from './notes.js';
import { LiveElement, html, nothing } from './live-element.js';

const isOpen = (poll) => ['open', 'held'].includes(poll?.state);
const isCounted = (poll) => ['closed', 'declared'].includes(poll?.state);

class NowCard extends LiveElement {
  static keys = ['signature/', 'meeting', 'now', 'item/', 'poll/', 'roll', 'me', 'can', 'member/', 'consensus/', 'recusal/', 'interest/'];

  #lastOpen = null;

  willUpdate() {
    if (isOpen(poll())) this.#lastOpen = poll().ref;
  }

  /** The poll that was closed last, or that was cancelled before our eyes: nobody is left to wonder where it went. */
  #over(here) {
    if (isCounted(here)) return here;
    const last = here ? null : poll(this.#lastOpen);
    return last?.state === 'cancelled' && inHand().includes(last.item) ? last : null;
  }

  #face(words, rest = '') {
    return html`<h1>${words}</h1>
      ${rest ? html`<p class="text">${rest}</p>` : nothing}`;
  }

  #scheduled({ starts_at: starts, place }) {
    const when = starts ? fmt(_('It is planned for {date}, {time}.'), { date: date(starts), time: time(starts) }) : '';
    const then = _('This page changes by itself when the chair opens the meeting.');
    return html`${this.#face(_('The meeting has not begun yet'), [when, then].filter(Boolean).join(' '))}
    ${place ? html`<p class="muted"><bdi>${place}</bdi></p>` : nothing}`;
  }

  #suspended({ until }) {
    const words = until ? fmt(_('Break until {time}'), { time: time(until) }) : _('The meeting is suspended');
    return html`${this.#face(words, _('This page changes by itself when the meeting goes on.'))}<recess-clock></recess-clock>`;
  }

  /** Everyone may read the minutes once chair and secretary have signed them. */
  #closed() {
    const isSigned = store.all('signature/').length > 1;
    const face = this.#face(
      _('The meeting is closed'),
      isSigned ? _('Thank you. The minutes are signed.') : _('Thank you. The minutes will be here once they are signed.'),
    );
    if (!isSigned) return face;
    return html`${face}
      <p>
        <a class="button" href=${page.urls.minutes} target="_blank" rel="noopener"
          >${icon('file-text')}${_('Open the minutes')}</a
        >
      </p>`;
  }

  #item(here) {
    if (!here && this.#isAsked()) return nothing;
    if (!here) return this.#face(_('The meeting is open'), _('Waiting for the chair to start an item.'));
    const all = items();
    const place = fmt(_('Item {n} of {total}'), { n: all.findIndex(({ ref }) => ref === here.ref) + 1, total: all.length });
    return html`<p class="row"><span class="pill">${place}</span><span class="muted small">${itemKind(here.kind)}</span></p>
      <h1 class=${titleSize(here.title)} lang=${meeting().language}><bdi>${here.title}</bdi></h1>`;
  }

  /** What is debated together with the item in hand, with my own part in each. */
  #together() {
    const part = (ref) => html`${agreements(ref)}${interests(ref)}<my-recusal .item=${ref}></my-recusal>`;
    return html`${together()}${(now().together ?? []).map(part)}`;
  }

  #speaker(ref) {
    const isMine = ref === store.you?.ref;
    const words = html`<span class="small muted">${_('Speaking now')}</span><br /><strong><bdi>${nameOf(ref)}</bdi></strong>`;
    return html`<div class="row speaker ${isMine ? 'speaker-me' : ''}">
      ${icon('mic')}
      <p class="grow">${isMine ? html`<strong>${_('You have the floor')}</strong>` : words}</p>
      <speech-clock></speech-clock>
    </div>
    ${isMine ? html`<speech-end></speech-end>` : nothing}`;
  }

  #session() {
    const here = poll();
    const { speaker, item: ref } = now();
    const over = this.#over(here);
    const last = over ? html`<poll-result .poll=${over.ref}></poll-result>` : nothing;
    const asked = isOpen(here) ? html`<vote-panel></vote-panel>` : html`${this.#item(item(ref))}${agreements(ref)}${interests(ref)}${ref ? html`<my-recusal .item=${ref}></my-recusal>` : nothing}${this.#together()}${last}`;
    return html`${asked}${speaker ? this.#speaker(speaker) : nothing}`;
  }

  /** The roll, while it is open: the question, or that it is answered. */
  #roll() {
    if (this.#isAsked()) return html`<roll-entry></roll-entry>`;
    const isAnswered = store.get('roll')?.open && member(store.you?.ref)?.status === 'present';
    return isAnswered ? note('ok', 'user-check', html`<strong>${_('You are recorded as present.')}</strong>`) : nothing;
  }

  /** The roll is open and this seat has not answered it. */
  #isAsked() {
    return Boolean(store.get('roll')?.open) && may('answer_roll') && member(store.you?.ref)?.status !== 'present';
  }

  render() {
    const state = meeting();
    if (!state.state) return nothing;
    const faces = {
      scheduled: () => this.#scheduled(state),
      open: () => this.#session(),
      suspended: () => this.#suspended(state),
      closed: () => this.#closed(),
    };
    return html`<section class="card card-now" aria-label=${_('Now')}>
      ${this.#roll()}${faces[state.state]?.()}
    </section>`;
  }
}

customElements.define('now-card', NowCard);
