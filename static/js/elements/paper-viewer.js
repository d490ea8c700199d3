// The paper that is open, over the page: turning, zooming, versions. Closing gives back the place where one was.
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { place } from '../page.js';
import { markSeen } from '../seen.js';
import { paper as paperOf, lastVersion, poll } from '../view.js';
import { ImagePage } from '../viewer/image-page.js';
import { onSwipe } from '../viewer/swipe.js';
import { LiveElement, createRef, html, nothing, ref } from './live-element.js';

const ZOOMS = [1, 1.25, 1.5, 2, 3];
const KEYS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };

class PaperViewer extends LiveElement {
  static keys = ['paper/', 'poll/', 'now'];
  static properties = { paper: { state: true }, version: { state: true }, number: { state: true }, zoom: { state: true }, trouble: { state: true }, isLoading: { state: true } };
  #pages = null;
  #asked = 0;
  #room = createRef();
  #dialog = createRef();

  constructor() {
    super();
    Object.assign(this, { zoom: 0, number: 1 });
  }

  async open(ref, version, number = 1) {
    const paper = paperOf(ref);
    const shown = paper?.versions.find((one) => one.version === version) ?? lastVersion(paper ?? {});
    if (!shown) return;
    this.#pages?.close();
    this.#pages = null;
    Object.assign(this, { paper: ref, version: shown.version, number, zoom: 0, trouble: '', isLoading: true });
    await this.updateComplete;
    if (!this.#dialog.value.open) this.#dialog.value.showModal();
    onSwipe(this.#room.value, (step) => this.zoom === 0 && this.#turn(step));
    await this.#load(shown);
  }

  close() {
    this.#dialog.value?.close();
  }

  async #load({ sha256, media_type: type, version }) {
    const asked = ++this.#asked;
    const room = this.#room.value;
    const surface = { canvas: room.querySelector('canvas'), text: room.querySelector('.paper-text'), image: room.querySelector('img') };
    try {
      const { PdfPages } = type === 'application/pdf' ? await import('../viewer/pdf-pages.js') : {};
      const pages = await (PdfPages ?? ImagePage).open(place('papers', sha256), surface);
      // Another paper may have been asked for meanwhile.
      if (asked !== this.#asked) return pages.close();
      this.#pages = pages;
      this.isLoading = false;
      await this.#show();
      markSeen(this.paper, version);
    } catch (fault) {
      if (asked !== this.#asked) return undefined;
      console.warn('The paper could not be shown.', fault);
      Object.assign(this, { isLoading: false, trouble: _('This paper could not be loaded. Check the connection and try again.') });
    }
    return undefined;
  }

  async #show() {
    const room = this.#room.value;
    const width = Math.min(room.clientWidth - 16, 1100) * ZOOMS[this.zoom];
    const hasText = await this.#pages.show(this.number, width);
    if (hasText === false) this.requestUpdate();
  }

  #turn(step) {
    const to = this.number + step;
    if (!this.#pages || to < 1 || to > this.#pages.count) return;
    this.number = to;
    this.#room.value.scrollTo(0, 0);
    this.#show();
  }

  #zoom(step) {
    this.zoom = Math.max(0, Math.min(ZOOMS.length - 1, this.zoom + step));
    this.#show();
  }

  #key(event) {
    const step = KEYS[event.key];
    if (!step || event.target.matches('select, input')) return;
    event.preventDefault();
    this.#turn(document.dir === 'rtl' && event.key.startsWith('Arrow') ? -step : step);
  }

  #closed() {
    this.#asked += 1;
    this.#pages?.close();
    this.#pages = null;
    this.paper = null;
  }

  #button(name, label, deed, isOff) {
    return html`<button type="button" class="button button-quiet" aria-label=${label} ?disabled=${isOff} @click=${deed}>${icon(name)}</button>`;
  }

  #versions(paper) {
    if (paper.versions.length < 2) return nothing;
    const last = lastVersion(paper).version;
    const newer = last > this.version ? html`<button type="button" class="button" @click=${() => this.open(paper.ref, last, this.number)}>${icon('history')}${_('There is a newer version')}</button>` : nothing;
    return html`<label class="row"><span class="visually-hidden">${_('Version')}</span>
      <select class="input" @change=${(event) => this.open(paper.ref, Number(event.target.value))}>
        ${paper.versions.map(({ version }) => html`<option value=${version} ?selected=${version === this.version}>${fmt(_('Version {n}'), { n: version })}</option>`)}
      </select></label>${newer}`;
  }

  #voting() {
    if (poll()?.state !== 'open' || !store.get('can')?.commands?.includes('cast_vote')) return nothing;
    return html`<div class="banner" role="status">${icon('vote')}<span class="grow">${fmt(_('Voting is open: {question}'), { question: poll().question })}</span>
      <button type="button" class="button" @click=${() => this.dispatchEvent(new CustomEvent('go-vote', { bubbles: true }))}>${_('Vote now')}</button></div>`;
  }

  render() {
    const paper = this.paper && paperOf(this.paper);
    const count = this.#pages?.count ?? paper?.versions.at(-1).pages ?? 1;
    return html`<dialog class="viewer" ${ref(this.#dialog)} aria-label=${paper?.title ?? _('Paper')} @close=${this.#closed} @keydown=${this.#key}>
      ${this.#voting()}
      <header class="viewer-bar">
        <button type="button" class="button" @click=${this.close}>${icon('arrow-left')}${_('Close')}</button>
        <h1 class="viewer-title"><bdi>${paper?.title ?? ''}</bdi></h1>${paper ? this.#versions(paper) : nothing}
      </header>
      <div class="viewer-room" ${ref(this.#room)} tabindex="0" role="document" aria-label=${fmt(_('Page {n} of {count}'), { n: this.number, count })} aria-busy=${Boolean(this.isLoading)}>
        ${this.isLoading ? html`<p class="viewer-wait">${icon('loader-circle')} ${_('Opening the paper…')}</p>` : nothing}
        ${this.trouble ? html`<div class="note note-danger">${icon('circle-x')}<div>${this.trouble}</div></div>` : nothing}
        <div class="paper"><canvas></canvas><div class="paper-text"></div></div><img alt=${paper?.title ?? ''}>
      </div>
      <footer class="viewer-bar viewer-turn">
        ${this.#button('chevron-left', _('Previous page'), () => this.#turn(-1), this.number <= 1)}
        <p class="viewer-count">${fmt(_('Page {n} of {count}'), { n: this.number, count })}</p>
        ${this.#button('chevron-right', _('Next page'), () => this.#turn(1), this.number >= count)}
        ${this.#button('zoom-out', _('Smaller'), () => this.#zoom(-1), this.zoom === 0)}
        ${this.#button('zoom-in', _('Larger'), () => this.#zoom(1), this.zoom === ZOOMS.length - 1)}
      </footer>
    </dialog>`;
  }
}

customElements.define('paper-viewer', PaperViewer);
