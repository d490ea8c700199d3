// Choosing the signing PIN: twice the same, 4 to 12 digits.
import { LitElement, html } from '../../vendor/lit.js';
import { screenOf } from '../arrival.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { page } from '../page.js';
import { trouble } from '../elements/notes.js';
import { pinField } from './pin-field.js';
import { isPin, setPin } from './signing.js';

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
    if (!isPin(pin)) return this.#say(_('A PIN has 4 to 12 digits.'));
    if (pin !== given.get('again')) return this.#say(_('The two PINs are not the same.'));
    this.isBusy = true;
    const { ok, sentence } = await setPin(pin);
    this.isBusy = false;
    return ok ? location.replace(screenOf(page.role, page.seat)) : this.#say(sentence);
  }

  #say(sentence) {
    this.trouble = sentence;
  }

  render() {
    return html`<form class="card" @submit=${this.#submit}>
      ${trouble(this.trouble)} ${pinField('pin', _('PIN'), 'new-password')}
      ${pinField('again', _('The same PIN again'), 'new-password')}
      <button class="button button-primary button-tall" ?disabled=${this.isBusy}>
        ${icon('key-round')}${_('Keep this PIN')}
      </button>
    </form>`;
  }
}

customElements.define('pin-form', PinForm);
