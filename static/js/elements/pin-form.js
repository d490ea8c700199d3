// Choosing the signing PIN: twice the same, 4 to 12 digits.
import { LitElement, html } from '../../vendor/lit.js';
import { screenOf } from '../arrival.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { page } from '../page.js';
import { trouble } from './notes.js';

class PinForm extends LitElement {
  static properties = { trouble: { state: true }, isBusy: { state: true } };

  createRenderRoot() {
    this.replaceChildren();
    return this;
  }

  async #submit(event) {
    event.preventDefault();
    const given = new FormData(event.target);
    const pin = given.get('pin');
    if (!/^\d{4,12}$/.test(pin)) return this.#say(_('A PIN has 4 to 12 digits.'));
    if (pin !== given.get('again')) return this.#say(_('The two PINs are not the same.'));
    this.isBusy = true;
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(page.urls.pin, { method: 'POST', headers, body: JSON.stringify({ pin }) }).catch(() => null);
    this.isBusy = false;
    if (answer?.ok) return location.replace(screenOf(page.role, page.seat));
    const said = await answer?.json().catch(() => null);
    return this.#say(said?.message ?? _('The PIN could not be stored. Please try again.'));
  }

  #say(sentence) {
    this.trouble = sentence;
  }

  render() {
    const field = (name, words) =>
      html`<label class="field"
        ><span>${words}</span>
        <input
          class="input input-code"
          type="password"
          inputmode="numeric"
          name=${name}
          required
          maxlength="12"
          autocomplete="new-password"
      /></label>`;
    return html`<form class="card" @submit=${this.#submit}>
      ${trouble(this.trouble)} ${field('pin', _('PIN'))}${field('again', _('The same PIN again'))}
      <button class="button button-primary button-tall" ?disabled=${this.isBusy}>
        ${icon('key-round')}${_('Keep this PIN')}
      </button>
    </form>`;
  }
}

customElements.define('pin-form', PinForm);
