// What happened, newest first, each with the press that takes it into what is being written.
import { exactTime } from '../format.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { LiveElement, html, nothing, repeat } from '../elements/live-element.js';
import { diary } from './diary.js';
import { press } from '../organisers/press.js';

class DeskFeed extends LiveElement {
  static keys = ['$diary'];

  #insert(text) {
    this.dispatchEvent(new CustomEvent('insert-text', { bubbles: true, detail: { text: text.replace(/[\u2068\u2069]/g, '') } }));
  }

  #row({ at, mark, words, insert }) {
    const take = html`${_('Insert')}<span class="visually-hidden">${words}</span>`;
    return html`<li class="rows-row">
      ${icon(mark)}<span class="grow">${words}<small>${exactTime(at)}</small></span>
      ${insert ? press('', take, () => this.#insert(insert), 'quiet') : nothing}
    </li>`;
  }

  render() {
    return html`<section class="stack-tight" aria-labelledby="feed">
      <h2 id="feed">${_('What happened')}</h2>
      ${
        diary.length
          ? html`<ol class="rows">
              ${repeat(
                diary,
                ({ number }) => number,
                (one) => this.#row(one),
              )}
            </ol>`
          : html`<p class="empty">${_('What happens from now on is listed here: speeches, motions, votes, arrivals.')}</p>`
      }
    </section>`;
  }
}

customElements.define('desk-feed', DeskFeed);
