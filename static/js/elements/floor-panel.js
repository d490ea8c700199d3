// Asking to speak: one wide button, then my place in the list; and the list itself.
import { announce, announceNow } from '../announce.js';
import { _, fmt } from '../i18n.js';
import { number, span } from '../format.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { floor, may, mayOneself, member, myPlace, nameOf, poll } from '../view.js';
import { timeLeft } from '../speaking.js';
import { requestKind } from '../words.js';
import './speech-clock.js';
import './speech-end.js';
import { note, trouble } from './notes.js';
import { LiveElement, html, nothing, repeat } from './live-element.js';

const KINDS = ['point_of_order', 'reply', 'question', 'follow_up'];

class FloorPanel extends LiveElement {
  static keys = ['floor', 'can', 'me', 'member/', '$you', 'now', 'poll/', 'meeting'];
  static properties = { isShort: {} };
  #place = 0;
  #hadFloor = false;

  updated() {
    const place = myPlace();
    const hasFloor = this.#hasFloor();
    if (place && place !== this.#place) announce(this.#placeWords(place));
    if (hasFloor && !this.#hadFloor) announceNow(_('You have the floor.'));
    this.#place = place;
    this.#hadFloor = hasFloor;
  }

  #hasFloor() {
    return Boolean(store.you) && floor().speaker === store.you.ref;
  }

  #placeWords(place) {
    return place === 1 ? _('You are next.') : fmt(_('You are number {n} in the list.'), { n: number(place) });
  }

  #ask(kind, words, look = '') {
    return html`<button
      type="button"
      class="button ${look}"
      ?disabled=${this.isBusy || !store.isLive}
      @click=${() => this.give('request_floor', { kind })}
    >
      ${icon('hand')}${words}
    </button>`;
  }

  /** What is left of my time on this item, where the rules of the body limit it. */
  #left() {
    const left = store.you ? timeLeft(store.you.ref) : null;
    if (left === null) return nothing;
    const words = left ? fmt(_('You have {span} left on this item.'), { span: span(left) }) : _('Your time on this item is used up.');
    return html`<p class="small muted">${words}</p>`;
  }

  #mine(place) {
    if (this.#hasFloor()) return nothing;
    if (place) {
      const withdraw = html`<button
        type="button"
        class="button"
        ?disabled=${this.isBusy || !store.isLive}
        @click=${this.#withdraw}
      >
        ${_('Withdraw')}
      </button>`;
      return note('ok', 'hand', html`<strong>${this.#placeWords(place)}</strong>`, may('withdraw_request') ? withdraw : nothing);
    }
    if (!mayOneself('request_floor')) return this.isShort ? nothing : html`<p class="empty">${this.#whyNot()}</p>`;
    // While a vote is open nothing on the page is louder than its buttons.
    const look = `button-tall button-wide ${['open', 'held'].includes(poll()?.state) ? '' : 'button-primary'}`;
    return html`${this.#ask('speak', _('Ask to speak'), look)}
    ${this.isShort ? nothing : html`<div class="row">${KINDS.map((kind) => this.#ask(kind, requestKind(kind)))}</div>`}`;
  }

  #withdraw() {
    this.give('withdraw_request');
  }

  #whyNot() {
    return floor().open === false
      ? _('The list of speakers is closed.')
      : _('You can ask to speak while the meeting is in session and you are recorded as present.');
  }

  #speaker(ref) {
    const isMine = this.#hasFloor();
    const words = html`<span class="small muted">${_('Speaking now')}</span><br /><strong><bdi>${nameOf(ref)}</bdi></strong>`;
    return html`<div class="card">
      <div class="row">
        ${icon('mic')}
        <p class="grow">${isMine ? html`<strong>${_('You have the floor')}</strong>` : words}</p>
        <speech-clock></speech-clock>
      </div>
      ${isMine ? html`<speech-end></speech-end>` : nothing}
    </div>`;
  }

  #list(list) {
    if (!list.length) return html`<p class="empty">${_('Nobody is waiting to speak.')}</p>`;
    const row = ({ member: ref, kind }, index) =>
      html`<li class="rows-row ${ref === store.you?.ref ? 'rows-now' : ''}">
        <span class="rows-number">${number(index + 1)}</span>
        <span class="grow"
          ><bdi>${nameOf(ref)}</bdi>${kind !== 'speak' ? html`<small>${requestKind(kind)}</small>` : nothing}</span
        >
        <span class="muted small"><bdi>${member(ref)?.group ?? ''}</bdi></span>
      </li>`;
    return html`<ol class="rows">
      ${repeat(list, ({ member: ref }) => ref, row)}
    </ol>`;
  }

  render() {
    const { speaker, list } = floor();
    const mine = this.#mine(myPlace());
    if (this.isShort)
      return mine === nothing && !this.trouble ? nothing : html`<div class="stack">${mine}${trouble(this.trouble)}</div>`;
    return html`<div class="stack">
      ${speaker ? this.#speaker(speaker) : nothing}${mine}${this.#left()}${trouble(this.trouble)}
      <h2>${_('List of speakers')}</h2>
      ${this.#list(list)}
    </div>`;
  }
}

customElements.define('floor-panel', FloorPanel);
