// What the chair shows in the hall just now: one row that opens the same page here. Nobody's own reading is moved.
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { paper as paperOf } from '../view.js';
import { LiveElement, html, nothing } from './live-element.js';

class ShownRow extends LiveElement {
  static keys = ['shown', 'paper/'];

  #open({ paper, version, page }) {
    this.dispatchEvent(new CustomEvent('open-paper', { bubbles: true, detail: { paper, version, page } }));
  }

  render() {
    const shown = store.get('shown');
    const paper = paperOf(shown?.paper);
    if (!paper) return nothing;
    return html`<div class="rows">
      <button type="button" class="rows-row" @click=${() => this.#open(shown)}>
        ${icon('monitor')}
        <span class="grow"
          ><small>${_('Shown in the hall now')}</small><bdi>${paper.title}</bdi> · ${fmt(_('Page {n}'), { n: shown.page })}</span
        >
        ${icon('chevron-right')}
      </button>
    </div>`;
  }
}

customElements.define('shown-row', ShownRow);
