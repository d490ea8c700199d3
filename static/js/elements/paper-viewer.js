// The paper that is open, over the page: turning, zooming, versions. Closing gives back the place where one was.
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { markSeen } from '../seen.js';
import { lastVersion, may, paper as paperOf } from '../view.js';
import { Reader } from '../viewer/reader.js';
import { onSwipe } from '../viewer/swipe.js';
import { onWidth } from '../viewer/width.js';
import { trouble } from './notes.js';
import { sheet } from './sheet.js';
import { ZOOMS, viewerFoot } from './viewer-foot.js';
import { viewerVersions } from './viewer-versions.js';
import { voteBanner } from './vote-banner.js';
import { LiveElement, createRef, html, nothing, ref } from './live-element.js';

const WIDEST = 1100;
const KEYS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };

class PaperViewer extends LiveElement {
  static keys = ['paper/', 'poll/', 'now', 'can', 'me'];
  #room = createRef();
  #dialog = createRef();
  #reader = null;
  paper = null; // the ref of the paper that is open
  version = 1;
  number = 1;
  zoom = 0;

  async open(ref, version, number = 1) {
    const paper = paperOf(ref);
    const wanted = paper?.versions.find((one) => one.version === version) ?? lastVersion(paper ?? {});
    if (!wanted) return;
    this.#become({ paper: ref, version: wanted.version, number, zoom: 0, trouble: '', isLoading: true });
    await this.updateComplete;
    if (!this.#dialog.value.open) this.#dialog.value.showModal();
    await this.#load(wanted);
  }

  close() {
    this.#dialog.value?.close();
  }

  firstUpdated() {
    this.#reader = new Reader(this.#room.value);
    onWidth(this.#room.value, () => this.paper && !this.isLoading && this.#show());
    onSwipe(this.#room.value, (step) => this.zoom === 0 && this.#turn(step));
  }

  #become(state) {
    Object.assign(this, state);
    this.requestUpdate();
  }

  async #load(wanted) {
    try {
      if (!(await this.#reader.open(wanted))) return;
      this.#become({ isLoading: false });
      if (await this.#show()) markSeen(this.paper, wanted.version);
    } catch (fault) {
      this.#failed(fault);
    }
  }

  /** Says whether the page is there: without a connection one may turn to a page that was never loaded. */
  async #show() {
    try {
      await this.#reader.show(this.number, { zoom: ZOOMS[this.zoom], widest: WIDEST });
      if (this.trouble) this.#become({ trouble: '' });
      return true;
    } catch (fault) {
      return this.#failed(fault);
    }
  }

  #failed(fault) {
    // A paper that was closed or changed in the meantime is nobody's trouble.
    if (!this.paper) return false;
    console.warn('The paper could not be shown.', fault);
    this.#become({ isLoading: false, trouble: _('This paper could not be loaded. Check the connection and try again.') });
    return false;
  }

  #turn(step) {
    const to = this.number + step;
    if (!this.#reader.count || to < 1 || to > this.#reader.count) return;
    this.#become({ number: to });
    this.#room.value.scrollTo(0, 0);
    this.#show();
  }

  #zoom(step) {
    this.#become({ zoom: Math.max(0, Math.min(ZOOMS.length - 1, this.zoom + step)) });
    this.#show();
  }

  #key(event) {
    const step = KEYS[event.key];
    if (!step || event.target.matches('select, input')) return;
    event.preventDefault();
    this.#turn(document.dir === 'rtl' && event.key.startsWith('Arrow') ? -step : step);
  }

  #closed() {
    this.#reader.close();
    this.#become({ paper: null, trouble: '' });
  }

  #voting() {
    if (!may('cast_vote')) return nothing;
    const go = () => this.dispatchEvent(new CustomEvent('go-vote', { bubbles: true }));
    return voteBanner(html`<button type="button" class="button" @click=${go}>${_('Vote now')}</button>`);
  }

  #bar(paper) {
    return html`<header class="viewer-bar">
      <button type="button" class="button" @click=${this.close}>${icon('arrow-left')}${_('Close')}</button>
      <h1 class="viewer-title"><bdi>${paper?.title ?? ''}</bdi></h1>
      ${paper ? viewerVersions(paper, this.version, (version) => this.open(paper.ref, version, this.number)) : nothing}
    </header>`;
  }

  render() {
    const paper = this.paper && paperOf(this.paper);
    const title = paper?.title ?? _('Paper');
    const count = this.#reader?.count ?? (paper ? lastVersion(paper).pages : 1);
    const place = fmt(_('Page {n} of {count}'), { n: this.number, count });
    const wait = html`<p class="viewer-wait">${icon('loader-circle')} ${_('Opening the paper…')}</p>`;
    return html`<dialog class="viewer" ${ref(this.#dialog)} aria-label=${title} @close=${this.#closed} @keydown=${this.#key}>
      ${this.#voting()}${this.#bar(paper)}
      <div
        class="viewer-room"
        ${ref(this.#room)}
        tabindex="0"
        role="document"
        aria-label=${place}
        aria-busy=${Boolean(this.isLoading)}
      >
        ${this.isLoading ? wait : nothing}${trouble(this.trouble)}
        ${sheet(title)}
      </div>
      ${viewerFoot(
        { place, number: this.number, count, zoom: this.zoom },
        (step) => this.#turn(step),
        (step) => this.#zoom(step),
      )}
    </dialog>`;
  }
}

customElements.define('paper-viewer', PaperViewer);
