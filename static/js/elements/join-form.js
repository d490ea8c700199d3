// Signing in: by the token of a link without any question, else by seat and code. Each refusal says what to do next.
import { LitElement, html } from '../../vendor/lit.js';
import { carried, keepTicket, screenOf } from '../arrival.js';
import { _, fmt, n_ } from '../i18n.js';
import { icon } from '../icons.js';
import { page } from '../page.js';
import { trouble } from './notes.js';

class JoinForm extends LitElement {
  static properties = { trouble: { state: true }, isBusy: { state: true }, isAsking: { state: true } };

  createRenderRoot() {
    this.replaceChildren();
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#arrive();
    window.addEventListener('hashchange', () => this.#arrive());
  }

  async #arrive() {
    const { t: token, r: code } = carried();
    if (code && !(await keepTicket(code)))
      this.trouble = _('This roll code is not valid any more. Scan the code on the hall display again.');
    if (token) await this.#join({ token });
    else if (code && (await this.#isSignedIn())) return location.replace(`/m/${page.meeting}`);
    this.isAsking = true;
    return undefined;
  }

  /** 300 and the like mean several seats: the page then lets one choose. */
  async #isSignedIn() {
    const answer = await fetch(page.urls.view, { method: 'HEAD' }).catch(() => null);
    return Boolean(answer) && ![401, 403, 404].includes(answer.status);
  }

  async #join(what) {
    Object.assign(this, { isBusy: true, trouble: '' });
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch('/join', { method: 'POST', headers, body: JSON.stringify(what) }).catch(() => null);
    if (answer?.ok) {
      const { role, ref } = await answer.json();
      return location.replace(screenOf(role, ref));
    }
    Object.assign(this, { isBusy: false, trouble: this.#why(answer, what) });
    return undefined;
  }

  #why(answer, { token }) {
    if (!answer) return _('The server does not answer. Check that this device is in the meeting’s network, and try again.');
    if (answer.status === 429) {
      const seconds = Number(answer.headers.get('Retry-After')) || 30;
      return fmt(
        n_(
          'Too many wrong codes. Wait {n} second, then try again.',
          'Too many wrong codes. Wait {n} seconds, then try again.',
          seconds,
        ),
        { n: seconds },
      );
    }
    if (answer.status !== 403) return _('The server made an error. Please try again.');
    if (token) return _('This link is not valid any more. Enter your seat and your code, or ask the secretary for a new link.');
    return _(
      'Seat and code do not fit together. Look at your badge, and try again; after five wrong codes the secretary has to make you a new one.',
    );
  }

  #submit(event) {
    event.preventDefault();
    const given = new FormData(event.target);
    const code = given
      .get('code')
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, '');
    this.#join({ meeting: page.meeting, seat: given.get('seat').trim(), code });
  }

  render() {
    if (!this.isAsking) return html`<p class="row">${icon('loader-circle')}${_('Signing you in…')}</p>`;
    return html`<form class="card" @submit=${this.#submit}>
      ${trouble(this.trouble)}
      <p>${_('Open your own link or scan the QR code on your badge. Or enter what is printed there:')}</p>
      <label class="field"
        ><span>${_('Seat')}</span>
        <input
          class="input"
          name="seat"
          required
          maxlength="64"
          autocapitalize="none"
          autocorrect="off"
          spellcheck="false"
          autocomplete="username"
      /></label>
      <label class="field"
        ><span>${_('Code')}</span><span class="hint">${_('8 letters and digits; the dash does not matter.')}</span>
        <input
          class="input input-code"
          name="code"
          required
          maxlength="16"
          autocapitalize="characters"
          autocorrect="off"
          spellcheck="false"
          autocomplete="one-time-code"
      /></label>
      <button class="button button-primary button-tall" ?disabled=${this.isBusy}>
        ${icon('log-in')}${_('Join the meeting')}
      </button>
    </form>`;
  }
}

customElements.define('join-form', JoinForm);
