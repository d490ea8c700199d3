// The papers of one item on the desk: open, put a new version in place, withdraw, add.
import { _, fmt, n_ } from '../i18n.js';
import { number } from '../format.js';
import { icon } from '../icons.js';
import { item as itemOf, lastVersion, may, meeting, papersOf } from '../view.js';
import { LiveElement, html, nothing, repeat } from '../elements/live-element.js';
import { trouble } from '../elements/notes.js';
import { attachDialog, replaceDialog, withdrawPaper } from './paper-dialogs.js';
import { offer, pressSign } from '../organisers/press.js';

class DeskPapers extends LiveElement {
  static keys = ['paper/', 'item/', 'can', 'me', 'meeting'];
  static properties = { item: {} };

  #open(ref) {
    this.dispatchEvent(new CustomEvent('open-paper', { bubbles: true, detail: { paper: ref } }));
  }

  async #withdraw(paper) {
    if (await withdrawPaper(paper)) this.give('withdraw_paper', { paper: paper.ref });
  }

  #row(paper) {
    const { version, pages } = lastVersion(paper) ?? {};
    const facts = [
      pages && fmt(n_('{n} page', '{n} pages', pages), { n: number(pages) }),
      fmt(_('version {n}'), { n: number(version) }),
    ]
      .filter(Boolean)
      .join(' · ');
    const withdraw = fmt(_('Withdraw the paper: {title}'), paper);
    return html`<li class="rows-row paper-row">
      ${icon('file-text')}
      <button type="button" class="grow paper-open" @click=${() => this.#open(paper.ref)}>
        <bdi lang=${meeting().language}>${paper.title}</bdi><small>${facts}</small>
      </button>
      ${offer('replace_paper', 'upload', _('New version'), () => replaceDialog(paper))}
      ${may('withdraw_paper') ? pressSign('x', withdraw, () => this.#withdraw(paper), this.isBusy) : nothing}
    </li>`;
  }

  render() {
    const papers = papersOf(this.item);
    return html`<section class="stack-tight" aria-labelledby="papers-heading">
      <header class="row">
        <h2 id="papers-heading" class="grow">${_('Papers')}</h2>
        ${offer('attach_paper', 'file-plus', _('Add a paper'), () => attachDialog(itemOf(this.item)))}
      </header>
      ${trouble(this.trouble)}
      ${
        papers.length
          ? html`<ul class="rows">
              ${repeat(
                papers,
                ({ ref }) => ref,
                (paper) => this.#row(paper),
              )}
            </ul>`
          : html`<p class="empty">${_('This item has no papers.')}</p>`
      }
    </section>`;
  }
}

customElements.define('desk-papers', DeskPapers);
