// A member's own conflict of interest in the item in hand: declared with one press and a question, taken back the same way.
import { ask } from '../ask.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { may, me, recusalsOf } from '../view.js';
import { trouble } from './notes.js';
import { LiveElement, html, nothing } from './live-element.js';

class MyRecusal extends LiveElement {
  static keys = ['recusal/', 'me', 'can'];
  static properties = { item: {} };

  async #declare() {
    const title = _('Do you have a conflict of interest in this item?');
    const text = _('You take no part in its votes, and your name stands in the minutes as recused.');
    if (await ask({ title, text, yes: _('Take no part') })) await this.give('recuse', { item: this.item });
  }

  #button(mark, words, deed) {
    return html`<button type="button" class="button button-quiet" ?disabled=${this.isBusy || !store.isLive} @click=${deed}>
      ${icon(mark)}${words}
    </button>`;
  }

  render() {
    const isRecused = recusalsOf(this.item).some(({ member }) => member === me().ref);
    const back = () => this.give('withdraw_recusal', { item: this.item });
    const declare = may('recuse') ? this.#button('scale', _('I have a conflict of interest'), () => this.#declare()) : nothing;
    const recused = html`<div class="note">
      ${icon('scale')}
      <div>${_('You take no part in the votes on this item.')}</div>
      ${may('withdraw_recusal') ? this.#button('rotate-ccw', _('Take part again'), back) : nothing}
    </div>`;
    return html`${trouble(this.trouble)}${isRecused ? recused : declare}`;
  }
}

customElements.define('my-recusal', MyRecusal);
