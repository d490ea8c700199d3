// Attendance on the desk: everybody with one press each, found by typing, counted by status; guests, links and lost connections.
import { announce } from '../announce.js';
import { ask } from '../ask.js';
import { _, fmt, n_ } from '../i18n.js';
import { number } from '../format.js';
import { icon } from '../icons.js';
import { page } from '../page.js';
import { me } from '../view.js';
import { attendance } from '../words.js';
import { LiveElement, html, nothing, repeat } from '../elements/live-element.js';
import { trouble } from '../elements/notes.js';
import { admitDialog } from './attendance-dialogs.js';
import { STATUSES } from './person-row.js';
import './badge-scan.js';
import './desk-roll.js';
import { found, isConnected, people, voting } from './people.js';
import { offer } from '../organisers/press.js';

/** So many refs fit into a frame, however long they are. */
const AT_ONCE = 500;

class DeskAttendance extends LiveElement {
  static keys = ['member/', 'presence', 'roll', 'can', 'me', 'quorum'];
  static properties = { words: { state: true }, only: { state: true } };

  constructor() {
    super();
    Object.assign(this, { words: '', only: '' });
  }

  /** Everybody who is only absent; who is excused or has left stays so. */
  async #markAll() {
    const absent = voting().filter(({ status }) => status === 'absent');
    const title = fmt(n_('Record {n} member as present?', 'Record {n} members as present?', absent.length), {
      n: number(absent.length),
    });
    if (
      !(await ask({
        title,
        text: _('Everybody who is recorded absent will be recorded present. Who is excused or has left stays so.'),
        yes: _('Record as present'),
      }))
    )
      return;
    const refs = absent.map(({ ref }) => ref);
    for (let from = 0; from < refs.length; from += AT_ONCE) {
      const members = refs.slice(from, from + AT_ONCE);
      if (!(await this.give('record_attendances', { members, status: 'present' }))) return;
    }
    announce(_('The attendance is recorded.'));
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
    const count = (wanted) => all.filter(({ status }) => status === wanted).length;
    return html`<div class="row filters" role="group" aria-label=${_('Show only')}>
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

  #isShown({ ref, status }) {
    if (this.only === 'lost') return status === 'present' && !isConnected(ref);
    return !this.only || status === this.only;
  }

  render() {
    const all = people();
    const shown = found(all, this.words).filter((one) => this.#isShown(one));
    const absent = voting().filter(({ status }) => status === 'absent').length;
    const markAll = () => this.#markAll();
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
      ${
        shown.length
          ? html`<ul class="rows">
              ${repeat(
                shown,
                ({ ref }) => ref,
                ({ ref }) => html`<li><person-row .person=${ref}></person-row></li>`,
              )}
            </ul>`
          : html`<p class="empty">${_('Nobody is found. Change the search or the filter.')}</p>`
      }
      ${absent > 1 && !this.isBusy ? offer('record_attendances', 'users', _('Mark all as present'), markAll, 'wide') : nothing}
      ${this.#isAtDoor ? nothing : this.#files()}
    </section>`;
  }
}

customElements.define('desk-attendance', DeskAttendance);
