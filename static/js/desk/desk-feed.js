// What happened, newest first, each with the press that takes it into what is being written.
import { exactTime } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { LiveElement, html, nothing, repeat } from '../elements/live-element.js';
import { diary } from './diary.js';

class DeskFeed extends LiveElement {
  static keys = ['$diary'];

  #insert(text) {
    this.dispatchEvent(new CustomEvent('insert-text', { bubbles: true, detail: { text: text.replace(/[\u2068\u2069]/g, '') } }));
  }

  #row({ at, mark, words, insert }) {
    return html`<li class="rows-row">${icon(mark)}<span class="grow">${words}<small>${exactTime(at)}</small></span>
      ${insert ? html`<button type="button" class="button button-quiet" aria-label=${fmt(_('Insert into the text: {words}'), { words })} @click=${() => this.#insert(insert)}>${_('Insert')}</button>` : nothing}</li>`;
  }

  render() {
    return html`<section class="stack-tight" aria-labelledby="feed"><h2 id="feed">${_('What happened')}</h2>
      ${diary.length ? html`<ol class="rows">${repeat(diary, ({ number }) => number, (one) => this.#row(one))}</ol>` : html`<p class="empty">${_('What happens from now on is listed here: speeches, motions, votes, arrivals.')}</p>`}
    </section>`;
  }
}

customElements.define('desk-feed', DeskFeed);
