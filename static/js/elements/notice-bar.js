// An announcement to all. Stays until it is put away on this tablet, and is read out once.
import { announceNow } from '../announce.js';
import { time } from '../format.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { keep, kept } from '../settings.js';
import { page } from '../page.js';
import { LiveElement, html, nothing } from './live-element.js';

const KEPT = `notice:${page.meeting}`;
let read = null; // by whichever bar came first: while a vote is open another one stands elsewhere

class NoticeBar extends LiveElement {
  static keys = ['notice'];

  updated() {
    const { at, text } = store.get('notice') ?? {};
    if (!at || at === read || at === kept(KEPT, 0)) return;
    read = at;
    announceNow(text);
  }

  #close(at) {
    keep(KEPT, at);
    this.requestUpdate();
  }

  render() {
    const notice = store.get('notice');
    if (!notice?.text || kept(KEPT, 0) === notice.at) return nothing;
    return html`<aside class="note" aria-label=${_('Announcement')}>
      ${icon('megaphone')}
      <div>
        <p class="small muted">${_('Announcement')} · ${time(notice.at)}</p>
        <p class="text"><bdi>${notice.text}</bdi></p>
      </div>
      <button
        type="button"
        class="button button-quiet"
        aria-label=${_('Put the announcement away')}
        @click=${() => this.#close(notice.at)}
      >
        ${icon('x')}
      </button>
    </aside>`;
  }
}

customElements.define('notice-bar', NoticeBar);
