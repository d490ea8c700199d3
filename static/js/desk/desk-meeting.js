// What concerns the whole meeting on the desk: announcements, the page on show, corrections, the minutes, the displays.
import { exactTime, number } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { page } from '../page.js';
import { inHand } from '../elements/together.js';
import { meeting, members, papersOf } from '../view.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import '../organisers/paper-presenter.js';
import { announceDialog } from '../organisers/sitting-dialogs.js';
import './desk-incidents.js';
import { linkFor } from './attendance-dialogs.js';
import { isConnected } from './people.js';
import { chooseEntry } from './record-dialog.js';
import { offer } from '../organisers/press.js';

class DeskMeeting extends LiveElement {
  static keys = ['meeting', 'notice', 'correction/', 'presence', 'member/', 'can', 'me', 'now', 'shown', 'paper/'];

  #announcement() {
    const notice = store.get('notice');
    const said = html`<p class="text">
      <bdi>${notice?.text}</bdi> <small class="muted">${notice && exactTime(notice.at)}</small>
    </p>`;
    return html`<section class="stack-tight">
      <h2>${_('Announcement')}</h2>
      ${notice ? said : html`<p class="empty">${_('Nothing was announced yet.')}</p>`}
      <div>${offer('announce', 'megaphone', _('Announce to everybody'), () => announceDialog())}</div>
    </section>`;
  }

  #corrections() {
    const all = store.all('correction/').sort((a, b) => Number(b.ref) - Number(a.ref));
    const row = ({ corrects, text, at }) =>
      html`<li class="rows-row">
        ${icon('pen-line')}<span class="grow"
          ><bdi class="text">${text}</bdi
          ><small>${fmt(_('corrects entry {n}'), { n: number(corrects) })} · ${exactTime(at)}</small></span
        >
      </li>`;
    return html`<section class="stack-tight">
      <h2>${_('Corrections')}</h2>
      ${
        all.length
          ? html`<ol class="rows">
              ${all.map(row)}
            </ol>`
          : html`<p class="empty">
              ${_('Nothing is corrected. What is on record is never erased; a correction is added to it.')}
            </p>`
      }
      <div>${offer('correct', 'history', _('Correct an entry of the record'), chooseEntry)}</div>
    </section>`;
  }

  #minutes() {
    const words =
      meeting().state === 'closed'
        ? _('The meeting is closed: the minutes can be signed.')
        : _('A draft of the minutes is ready at any time.');
    return html`<section class="stack-tight">
      <h2>${_('Minutes')}</h2>
      <p>${words}</p>
      <div>
        <a class="button" href=${page.urls.minutes} target="_blank" rel="noopener"
          >${icon('file-text')}${meeting().state === 'closed' ? _('Read the minutes (PDF)') : _('Read the draft (PDF)')}</a
        >
      </div>
    </section>`;
  }

  #display() {
    const none = _('The papers of the item in hand can be shown from here. There are none now.');
    const hasPapers = store.get('shown') || inHand().flatMap(papersOf).length;
    return html`<section class="stack-tight">
      <h2>${_('On the hall display')}</h2>
      ${hasPapers ? html`<paper-presenter></paper-presenter>` : html`<p class="empty">${none}</p>`}
    </section>`;
  }

  #displays() {
    const displays = members().filter(({ role }) => role === 'display');
    if (!displays.length) return nothing;
    const row = (one) =>
      html`<li class="rows-row">
        ${icon(isConnected(one.ref) ? 'monitor' : 'wifi-off')}<span class="grow"
          ><bdi>${one.name}</bdi><small>${isConnected(one.ref) ? _('Connected') : _('Not connected')}</small></span
        >
        <button type="button" class="button" ?disabled=${!store.isLive} @click=${() => linkFor(one)}>
          ${icon('qr-code')}${_('New link')}
        </button>
      </li>`;
    return html`<section class="stack-tight">
      <h2>${_('Displays')}</h2>
      <ul class="rows">
        ${displays.map(row)}
      </ul>
    </section>`;
  }

  render() {
    return html`<div class="stack">
      ${this.#announcement()} ${this.#display()} <desk-incidents></desk-incidents> ${this.#corrections()}${this.#minutes()}${this.#displays()}
    </div>`;
  }
}

customElements.define('desk-meeting', DeskMeeting);
