// The page of the paper that the chair shows, as large as the display allows; who speaks and the clock stand below it.
import { _, fmt } from '../i18n.js';
import { store } from '../live.js';
import { place } from '../page.js';
import { nameOf, now, paper } from '../view.js';
import { ImagePage } from '../viewer/image-page.js';
import './speech-clock.js';
import { LiveElement, createRef, html, nothing, ref } from './live-element.js';

class HallPaper extends LiveElement {
  static keys = ['shown', 'paper/', 'now', 'member/'];
  #room = createRef();
  #pages = null;
  #open = null;
  #work = Promise.resolve();

  #wanted() {
    const shown = store.get('shown');
    const version = shown && paper(shown.paper)?.versions.find((one) => one.version === shown.version);
    return version && { ...version, page: shown.page };
  }

  updated() {
    this.#work = this.#work.then(() => this.#draw()).catch((fault) => console.warn('The page could not be shown.', fault));
  }

  async #draw() {
    const wanted = this.#wanted();
    const key = wanted && `${wanted.sha256}/${wanted.page}`;
    if (!wanted || key === this.#open || !this.isConnected) return;
    if (!this.#open?.startsWith(`${wanted.sha256}/`)) this.#pages = await this.#load(wanted);
    this.#open = key;
    await this.#pages.show(wanted.page, this.#room.value.clientWidth, this.#room.value.clientHeight);
  }

  async #load({ sha256, media_type: type }) {
    this.#pages?.close();
    const room = this.#room.value;
    const surface = { canvas: room.querySelector('canvas'), text: room.querySelector('.paper-text'), image: room.querySelector('img') };
    const { PdfPages } = type === 'application/pdf' ? await import('../viewer/pdf-pages.js') : {};
    return (PdfPages ?? ImagePage).open(place('papers', sha256), surface);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#pages?.close();
    this.#pages = null;
    this.#open = null;
  }

  render() {
    const shown = store.get('shown');
    const { speaker } = now();
    return html`<div class="hall-sheet" ${ref(this.#room)}><div class="paper"><canvas></canvas><div class="paper-text"></div></div><img alt=""></div>
      <p class="hall-strip">
        <bdi>${paper(shown?.paper)?.title ?? ''}</bdi><span>${shown ? fmt(_('Page {n}'), { n: shown.page }) : nothing}</span>
        ${speaker ? html`<strong class="push"><bdi>${nameOf(speaker)}</bdi></strong><speech-clock></speech-clock>` : nothing}
      </p>`;
  }
}

customElements.define('hall-paper', HallPaper);
