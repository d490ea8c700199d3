// The way between the tablet and the chair's console: for the vice-chair who takes the chair, and back.
import { ask } from '../ask.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { page } from '../page.js';
import { may, me, meeting } from '../view.js';
import { note, trouble } from './notes.js';
import { LiveElement, html, nothing } from './live-element.js';

class ChairLink extends LiveElement {
  static keys = ['me', 'can', 'meeting'];
  static properties = { isOnDais: { type: Boolean } };

  #way(address, mark, words) {
    return html`<a class="button" href=${address}>${icon(mark)}${words}</a>`;
  }

  async #take() {
    const title = _('Take the chair?');
    const text = _('You preside from now on. The chair can take the chair back at any time.');
    if (await ask({ title, text, yes: _('Take the chair') })) await this.give('take_chair', { member: me().ref });
  }

  #onTablet() {
    const toDais = this.#way(page.urls.dais, 'gavel', _('To the chair’s console'));
    if (me().role === 'chair') return note('', 'gavel', html`<strong>${_('You have the chair.')}</strong>`, toDais);
    if (me().role !== 'vice_chair' || !may('take_chair')) return nothing;
    return html`<p><button type="button" class="button" ?disabled=${this.isBusy} @click=${() => this.#take()}>${icon('gavel')}${_('Take the chair')}</button></p>`;
  }

  #onDais() {
    const toTablet = this.#way(page.urls.tablet, 'tablet', _('To my tablet'));
    if (me().role && me().role !== 'chair') return note('warn', 'gavel', html`<strong>${_('You do not have the chair any more.')}</strong>`, toTablet);
    return html`<p>${toTablet}</p>`;
  }

  render() {
    if (meeting().state === 'closed') return nothing;
    return html`${this.isOnDais ? this.#onDais() : this.#onTablet()}${trouble(this.trouble)}`;
  }
}

customElements.define('chair-link', ChairLink);
