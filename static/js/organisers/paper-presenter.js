// Shows a page of a paper on the hall display and to all who follow, turns it, and puts a page on record.
import { _, fmt } from '../i18n.js';
import { number } from '../format.js';
import { icon } from '../icons.js';
import { signal, store } from '../live.js';
import { announce } from '../announce.js';
import { inHand } from '../elements/together.js';
import { lastVersion, paper as paperOf, papersOf } from '../view.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import { trouble } from '../elements/notes.js';
import { offer, press } from './press.js';

class PaperPresenter extends LiveElement {
  static keys = ['shown', 'paper/', 'now', 'can', 'me', 'item/'];

  #show(paper, version, page) {
    this.trouble = signal('page', { paper, version, page }) ? '' : _('There is no connection: the page is not shown.');
    this.requestUpdate();
  }

  async #record({ paper, version, page }) {
    if (await this.give('present', { paper, version, page })) announce(_('The page is on record.'));
  }

  #shown({ paper: ref, version, page }) {
    const paper = paperOf(ref);
    const pages = paper?.versions.find((one) => one.version === version)?.pages ?? page;
    const turn = (step, name, label) =>
      html`<button
        type="button"
        class="button"
        aria-label=${label}
        ?disabled=${page + step < 1 || page + step > pages}
        @click=${() => this.#show(ref, version, page + step)}
      >
        ${icon(name)}
      </button>`;
    const record = () => this.#record({ paper: ref, version, page });
    return html`<div class="note note-ok">
      ${icon('monitor')}
      <div>
        <p>
          <strong>${_('On the display now:')}</strong> <bdi>${paper?.title ?? ref}</bdi> ·
          ${fmt(_('Page {n} of {count}'), { n: number(page), count: number(pages) })}
        </p>
        <p class="row">
          ${turn(-1, 'chevron-left', _('Previous page'))}${turn(1, 'chevron-right', _('Next page'))}
          ${offer('present', 'pen-line', _('Put this page on record'), record)}
          <button type="button" class="button" @click=${() => this.#show('', 0, 0)}>
            ${icon('eye-off')}${_('Stop showing')}
          </button>
        </p>
      </div>
    </div>`;
  }

  render() {
    const shown = store.get('shown');
    const papers = inHand().flatMap(papersOf);
    if (!papers.length && !shown) return nothing;
    const row = (paper) => {
      const { version, pages } = lastVersion(paper);
      return html`<li class="rows-row">
        ${icon('file-text')}<span class="grow"><bdi>${paper.title}</bdi></span>
        ${pages ? press('monitor', _('Show'), () => this.#show(paper.ref, version, 1), '', shown?.paper === paper.ref) : nothing}
      </li>`;
    };
    return html`<div class="stack-tight">
      ${shown ? this.#shown(shown) : nothing}${trouble(this.trouble)}
      ${
        papers.length
          ? html`<ul class="rows">
              ${papers.map(row)}
            </ul>`
          : nothing
      }
    </div>`;
  }
}

customElements.define('paper-presenter', PaperPresenter);
