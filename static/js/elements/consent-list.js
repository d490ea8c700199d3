// The consent agenda for everybody: what will be adopted together without a vote, and having an item taken out of it.
import { ask } from '../ask.js';
import { consented } from '../consent.js';
import { number } from '../format.js';
import { _ } from '../i18n.js';
import { store } from '../live.js';
import { items, may, meeting } from '../view.js';
import { trouble } from './notes.js';
import { LiveElement, html, nothing, repeat } from './live-element.js';

class ConsentList extends LiveElement {
  static keys = ['item/', 'can', 'me', 'meeting'];

  async #takeOut(item) {
    const question = {
      title: _('Take this item out of the consent agenda?'),
      text: `${item.title}\n${_('It is then dealt with by itself. Your name stands in the minutes.')}`,
      yes: _('Take it out'),
    };
    if (await ask(question)) this.give('take_out', { item: item.ref });
  }

  #row(item) {
    const out = html`<button
      type="button"
      class="button button-quiet"
      ?disabled=${this.isBusy || !store.isLive}
      @click=${() => this.#takeOut(item)}
    >
      ${_('Take it out')}<span class="visually-hidden">: ${item.title}</span>
    </button>`;
    return html`<li class="rows-row">
      <span class="rows-number">${number(items().findIndex(({ ref }) => ref === item.ref) + 1)}</span>
      <span class="grow" lang=${meeting().language}><bdi>${item.title}</bdi></span>
      ${may('take_out') ? out : nothing}
    </li>`;
  }

  render() {
    const list = consented();
    if (!list.length || meeting().state === 'closed') return nothing;
    return html`<section class="stack-tight" aria-labelledby="consent-heading">
      <h2 id="consent-heading">${_('Consent agenda')}</h2>
      <p class="small muted">
        ${_('These items are adopted together without a vote, unless a member has one of them taken out.')}
      </p>
      ${trouble(this.trouble)}
      <ol class="rows">
        ${repeat(
          list,
          ({ ref }) => ref,
          (item) => this.#row(item),
        )}
      </ol>
    </section>`;
  }
}

customElements.define('consent-list', ConsentList);
