// Papers as big rows: of one item (`item`), or of the whole meeting. A version this tablet has not opened is marked as new.
import { _, fmt, n_ } from '../i18n.js';
import { number } from '../format.js';
import { icon } from '../icons.js';
import { hasNews } from '../seen.js';
import { store } from '../live.js';
import { items, lastVersion, meeting, papersOf } from '../view.js';
import { LiveElement, html, nothing, repeat } from './live-element.js';

class PaperRows extends LiveElement {
  static keys = ['paper/', 'item/', '$seen', 'now'];
  static properties = { item: {}, isEveryItem: {} };

  #open(paper) {
    this.dispatchEvent(new CustomEvent('open-paper', { bubbles: true, detail: { paper: paper.ref } }));
  }

  #row(paper) {
    const { pages, version } = lastVersion(paper) ?? {};
    const facts = [
      pages && fmt(n_('{n} page', '{n} pages', pages), { n: number(pages) }),
      version > 1 && fmt(_('version {n}'), { n: number(version) }),
    ];
    const news = hasNews(paper)
      ? html`<span class="pill pill-warn">${version > 1 ? _('New version') : _('New')}</span>`
      : nothing;
    return html`<button type="button" class="rows-row" @click=${() => this.#open(paper)}>
      ${icon('file-text')}
      <span class="grow"
        ><bdi lang=${meeting().language}>${paper.title}</bdi><small>${facts.filter(Boolean).join(' · ')}</small></span
      >
      ${news}${icon('chevron-right')}
    </button>`;
  }

  #group(item, index) {
    const papers = papersOf(item.ref);
    if (!papers.length) return nothing;
    return html`<section class="stack-tight">
      <h2>${number(index + 1)}. <bdi lang=${meeting().language}>${item.title}</bdi></h2>
      ${this.#rows(papers)}
    </section>`;
  }

  #rows(papers) {
    return html`<div class="rows">
      ${repeat(
        papers,
        ({ ref }) => ref,
        (paper) => this.#row(paper),
      )}
    </div>`;
  }

  render() {
    if (!this.isEveryItem) {
      const papers = papersOf(this.item);
      return papers.length ? this.#rows(papers) : nothing;
    }
    if (!store.all('paper/').length)
      return html`<p class="empty">${_('There are no papers yet. They appear here as soon as the secretary adds them.')}</p>`;
    return html`<div class="stack">${items().map((item, index) => this.#group(item, index))}</div>`;
  }
}

customElements.define('paper-rows', PaperRows);
