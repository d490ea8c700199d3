// The page of the paper that the chair shows, as large as the display allows; who speaks and the clock stand below it.
import { _, fmt } from '../i18n.js';
import { store } from '../live.js';
import { nameOf, now, paper } from '../view.js';
import { Reader } from '../viewer/reader.js';
import { sheet } from './sheet.js';
import './speech-clock.js';
import { LiveElement, createRef, html, nothing, ref } from './live-element.js';

class HallPaper extends LiveElement {
  static keys = ['shown', 'paper/', 'now', 'member/'];
  #room = createRef();
  #reader = null;
  #drawn = null; // `SHA256/page` of what is on the display
  #work = Promise.resolve();

  #wanted() {
    const shown = store.get('shown');
    const version = shown && paper(shown.paper)?.versions.find((one) => one.version === shown.version);
    return version && { ...version, page: shown.page };
  }

  updated() {
    this.#reader ??= new Reader(this.#room.value);
    this.#work = this.#work.then(() => this.#draw()).catch((fault) => console.warn('The page could not be shown.', fault));
  }

  async #draw() {
    const wanted = this.#wanted();
    const key = wanted && `${wanted.sha256}/${wanted.page}`;
    if (!wanted || key === this.#drawn || !this.isConnected) return;
    if (!this.#drawn?.startsWith(`${wanted.sha256}/`)) await this.#reader.open(wanted);
    this.#drawn = key;
    await this.#reader.show(wanted.page, { height: this.#room.value.clientHeight });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#reader?.close();
    this.#drawn = null;
  }

  #strip(shown) {
    const { speaker } = now();
    const speech = html`<strong class="push"><bdi>${nameOf(speaker)}</bdi></strong
      ><speech-clock></speech-clock>`;
    return html`<p class="hall-strip">
      <bdi>${paper(shown?.paper)?.title ?? ''}</bdi><span>${shown ? fmt(_('Page {n}'), { n: shown.page }) : nothing}</span>
      ${speaker ? speech : nothing}
    </p>`;
  }

  render() {
    return html`<div class="hall-sheet" ${ref(this.#room)}>
        ${sheet()}
      </div>
      ${this.#strip(store.get('shown'))}`;
  }
}

customElements.define('hall-paper', HallPaper);
