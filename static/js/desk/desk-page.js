// The secretary's page: agenda, the item in hand, and attendance side by side; one part at a time where the screen is narrow.
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { inHand } from '../elements/together.js';
import { item, items, meeting, nextItem, now, poll } from '../view.js';
import { store } from '../live.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import '../elements/connection-over.js';
import '../elements/lost-note.js';
import '../elements/notice-bar.js';
import '../elements/paper-viewer.js';
import { quorumWords } from '../elements/quorum-chip.js';
import '../elements/recess-note.js';
import '../elements/restored-note.js';
import '../elements/top-bar.js';
import '../organisers/insecure-bar.js';
import { offer } from '../organisers/press.js';
import '../organisers/sign-panel.js';
import { addItemDialog } from './agenda-dialogs.js';
import './backup-bar.js';
import './desk-agenda.js';
import './desk-attendance.js';
import './desk-counts.js';
import './desk-feed.js';
import './desk-item.js';
import './desk-meeting.js';
import './desk-voice.js';

const partWords = () => ({
  agenda: [_('Agenda'), 'list-ordered'],
  item: [_('Minutes'), 'notebook-pen'],
  attendance: [_('Attendance'), 'users'],
  feed: [_('What happened'), 'history'],
  meeting: [_('Meeting'), 'settings'],
});
const SIDES = ['attendance', 'feed', 'meeting'];

class DeskPage extends LiveElement {
  static keys = ['meeting', 'now', 'poll/', 'item/', 'can', 'me', 'roll', 'quorum'];
  static properties = { part: { state: true }, side: { state: true }, chosen: { state: true } };

  constructor() {
    super();
    Object.assign(this, { part: 'item', side: 'attendance', chosen: null });
  }

  connectedCallback() {
    super.connectedCallback();
    this.classList.add('console-page');
    this.addEventListener('open-paper', ({ detail }) => this.querySelector('paper-viewer').open(detail.paper));
    this.addEventListener('choose-item', ({ detail }) => this.#choose(detail.item));
    this.addEventListener('insert-text', ({ detail }) => this.#insert(detail.text));
  }

  #choose(ref) {
    Object.assign(this, { chosen: ref === now().item ? null : ref, part: 'item' });
  }

  async #insert(text) {
    this.part = 'item';
    await this.updateComplete;
    this.querySelector('desk-writing')?.insert(text);
  }

  #turn(part) {
    this.part = part;
    if (SIDES.includes(part)) this.side = part;
  }

  /** The item that was chosen, else the one in hand, else the one that comes next. */
  #item() {
    return (this.chosen && item(this.chosen)) || item() || nextItem() || items()[0];
  }

  #button(part) {
    const [words, mark] = partWords()[part];
    return html`<button type="button" class="button" aria-pressed=${this.side === part} @click=${() => this.#turn(part)}>
      ${icon(mark)}${words}
    </button>`;
  }

  #tab(part) {
    const [words, mark] = partWords()[part];
    return html`<button
      type="button"
      class="tab"
      aria-current=${this.part === part ? 'page' : nothing}
      @click=${() => this.#turn(part)}
    >
      ${icon(mark)}<span>${words}</span>
    </button>`;
  }

  #side() {
    const panels = {
      attendance: html`<desk-attendance></desk-attendance>`,
      feed: html`<desk-feed></desk-feed>`,
      meeting: html`<desk-meeting></desk-meeting>`,
    };
    return panels[this.side];
  }

  /** While names are called or hands are counted, that comes first. */
  #inTheRoom() {
    const here = poll() ?? {};
    if (!['open', 'held'].includes(here.state)) return nothing;
    if (here.by === 'voice') return html`<desk-voice .poll=${here.ref}></desk-voice>`;
    return here.secrecy === 'analog' ? html`<desk-counts></desk-counts>` : nothing;
  }

  /** An open roll call is never out of sight: where attendance is not on the screen, the way to it is. */
  #roll() {
    if (!store.get('roll')?.open) return nothing;
    const isNarrowOnly = this.side === 'attendance' ? 'desk-roll-narrow' : '';
    const words = quorumWords(store.get('quorum') ?? {});
    return html`<div class="note note-warn desk-roll-open ${this.part === 'attendance' ? 'desk-roll-there' : isNarrowOnly}" role="status">
      ${icon('users')}
      <div><strong>${_('A roll call is going on.')}</strong> ${words}</div>
      <button type="button" class="button" @click=${() => this.#turn('attendance')}>${_('To the roll call')}</button>
    </div>`;
  }

  render() {
    const here = this.#item();
    const isElsewhere = now().item && here && !inHand().includes(here.ref);
    const nothingYet = html`<p class="empty">${_('The agenda is empty. Add the first item.')}</p>
      <p>${offer('add_item', 'plus', _('Add an item'), addItemDialog, 'primary')}</p>`;
    return html`<top-bar></top-bar><insecure-bar></insecure-bar><backup-bar></backup-bar><lost-note></lost-note>${this.#roll()}
      <main id="main" class="desk" tabindex="-1" data-part=${this.part} aria-label=${_('Secretary’s desk')}>
        <div class="desk-agenda"><desk-agenda .chosen=${here?.ref}></desk-agenda></div>
        <div class="desk-item stack">
          <restored-note isOrganisers></restored-note><notice-bar></notice-bar><recess-note></recess-note>
          ${meeting().state === 'closed' ? html`<sign-panel></sign-panel>` : nothing}
          ${this.#inTheRoom()}${here ? html`<desk-item .item=${here.ref} .isElsewhere=${isElsewhere}></desk-item>` : nothingYet}
        </div>
        <div class="desk-side">
          <div class="segments desk-sides" role="group" aria-label=${_('Beside the minutes')}>
            ${SIDES.map((part) => this.#button(part))}
          </div>
          ${this.#side()}
        </div>
      </main>
      <nav class="tabs desk-tabs" aria-label=${_('Parts of this page')}>
        ${Object.keys(partWords()).map((part) => this.#tab(part))}
      </nav>
      <paper-viewer></paper-viewer><connection-over></connection-over>`;
  }
}

customElements.define('desk-page', DeskPage);
