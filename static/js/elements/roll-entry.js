// Answering the roll: one field for the code on the hall display. A code that came with the QR link is sent at once.
import { announce } from '../announce.js';
import { takeTicket } from '../arrival.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { trouble } from './notes.js';
import { LiveElement, html } from './live-element.js';

class RollEntry extends LiveElement {
  connectedCallback() {
    super.connectedCallback();
    const ticket = takeTicket();
    if (ticket) this.#answer(ticket);
  }

  async #answer(code) {
    if (await this.give('answer_roll', { code })) announce(_('You are recorded as present.'));
  }

  #submit(event) {
    event.preventDefault();
    const code = new FormData(event.target)
      .get('code')
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, '');
    if (code) this.#answer(code);
  }

  render() {
    return html`<form class="stack" @submit=${this.#submit}>
      <h1>${_('Roll call: are you here?')}</h1>
      <label class="field">
        <span>${_('Code on the hall display')}</span>
        <span class="hint">${_('8 letters and digits. You can also scan the QR code with your camera.')}</span>
        <input
          class="input input-code"
          name="code"
          required
          maxlength="16"
          inputmode="text"
          autocapitalize="characters"
          autocomplete="one-time-code"
          autocorrect="off"
          spellcheck="false"
          aria-invalid=${Boolean(this.trouble)}
          aria-describedby="roll-trouble"
        />
      </label>
      <div id="roll-trouble">${trouble(this.trouble)}</div>
      <button class="button button-primary button-tall" ?disabled=${this.isBusy}>
        ${icon('user-check')}${_('I am present')}
      </button>
    </form>`;
  }
}

customElements.define('roll-entry', RollEntry);
