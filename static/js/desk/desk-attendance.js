// Attendance on the desk: everybody with one press each, found by typing, counted by status; guests, links and lost connections.
import { _ } from '../i18n.js';
import { number } from '../format.js';
import { icon } from '../icons.js';
import { page } from '../page.js';
import { me } from '../view.js';
import { attendance } from '../words.js';
import { LiveElement, html, live, nothing, repeat } from '../elements/live-element.js';
import { trouble } from '../elements/notes.js';
import { admitDialog } from './attendance-dialogs.js';
import { STATUSES } from './person-row.js';
import './attendance-bulk.js';
import './badge-scan.js';
import './desk-roll.js';
import { found, hasNoRecord, isConnected, people, statusOf } from './people.js';
import { offer } from '../organisers/press.js';

class DeskAttendance extends LiveElement {
  static keys = ['member/', 'presence', 'roll', 'can', 'me', 'quorum'];
  static properties = { words: { state: true }, only: { state: true }, chosen: { state: true } };

  constructor() {
    super();
    Object.assign(this, { words: '', only: '', chosen: null });
  }

  #filter(code, mark, words, count) {
    return html`<button
      type="button"
      class="button filter"
      aria-pressed=${this.only === code}
      @click=${() => (this.only = this.only === code ? '' : code)}
    >
      ${icon(mark)}${words} ${number(count)}
    </button>`;
  }

  #filters(all) {
    const lost = all.filter(({ ref, status }) => status === 'present' && !isConnected(ref));
    const none = all.filter(hasNoRecord).length;
    const count = (wanted) => all.filter(({ status }) => status === wanted).length - (wanted === 'absent' ? none : 0);
    return html`<div class="row filters" role="group" aria-label=${_('Show only')}>
      ${none ? this.#filter('none', 'circle', _('No record yet'), none) : nothing}
      ${Object.entries(STATUSES).map(([status, mark]) => this.#filter(status, mark, attendance(status), count(status)))}
      ${this.#isAtDoor ? nothing : this.#filter('lost', 'wifi-off', _('No connection'), lost.length)}
    </div>`;
  }

  /** Stewards see who is on the list and who is here; roll calls, files and connections are for the desk. */
  get #isAtDoor() {
    return me().role === 'steward';
  }

  #roll() {
    return html`<desk-roll></desk-roll>
      <details class="more">
        <summary>${icon('qr-code')}${_('Scan badges')}</summary>
        <badge-scan></badge-scan>
      </details>`;
  }

  /** The sheet opens beside the desk, to be printed from there. */
  #files() {
    const quiet = 'button button-quiet';
    return html`<p class="row">
      <a class=${quiet} href=${page.urls.sheet} target="_blank" rel="noopener"
        >${icon('file-text')}${_('Sheet to sign')}</a
      >
      <a class=${quiet} href=${page.urls.attendance} download>${icon('download')}${_('Attendance as CSV')}</a>
    </p>`;
  }

  #isShown(one) {
    const { ref, status } = one;
    if (this.only === 'none') return hasNoRecord(one);
    if (this.only === 'absent') return status === 'absent' && !hasNoRecord(one);
    if (this.only === 'lost') return status === 'present' && !isConnected(ref);
    return !this.only || status === this.only;
  }

  /** A tick for each who is to be recorded with others. */
  #box(one) {
    const turn = ({ target }) => {
      const chosen = new Set(this.chosen);
      if (target.checked) chosen.add(one.ref);
      else chosen.delete(one.ref);
      this.chosen = chosen;
    };
    return html`<label class="choice">
      <input type="checkbox" .checked=${live(this.chosen.has(one.ref))} @change=${turn} />
      <span class="grow"><bdi>${one.name}</bdi></span><span class="muted small">${[one.group, statusOf(one)].filter(Boolean).join(' · ')}</span>
    </label>`;
  }

  render() {
    const all = people();
    const shown = found(all, this.words).filter((one) => this.#isShown(one));
    const list = shown.map(({ ref }) => ref);
    return html`<section class="stack-tight" aria-labelledby="attendance">
      <header class="row">
        <h2 id="attendance" class="grow">${_('Attendance')}</h2>
        ${offer('admit', 'user-plus', _('Admit'), admitDialog)}
      </header>
      ${this.#isAtDoor ? html`<badge-scan isFirst></badge-scan>` : this.#roll()}
      <label class="field"
        ><span class="visually-hidden">${_('Search')}</span
        ><input
          class="input"
          type="search"
          placeholder=${_('Search name, seat or group')}
          .value=${this.words}
          @input=${(event) => (this.words = event.target.value)}
      /></label>
      ${this.#filters(all)} ${trouble(this.trouble)}
      <attendance-bulk .chosen=${this.chosen} .shown=${list} @choose=${({ detail }) => (this.chosen = detail)}></attendance-bulk>
      ${
        shown.length
          ? html`<ul class="rows">
              ${repeat(
                shown,
                ({ ref }) => ref,
                (one) => html`<li>${this.chosen ? this.#box(one) : html`<person-row .person=${one.ref}></person-row>`}</li>`,
              )}
            </ul>`
          : html`<p class="empty">${_('Nobody is found. Change the search or the filter.')}</p>`
      }
      ${this.#isAtDoor ? nothing : this.#files()}
    </section>`;
  }
}

customElements.define('desk-attendance', DeskAttendance);
