// After the adjournment: who has signed the minutes, the PDF, and this seat's own signature with its PIN. The chair signs first.
import { announce } from '../announce.js';
import { date, exactTime } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { page } from '../page.js';
import { meeting, member, nameOf } from '../view.js';
import { role } from '../words.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import { signers } from './signers.js';
import { pinField } from './pin-field.js';
import { hasPin, isPin, setPin, sign } from './signing.js';
import { trouble } from '../elements/notes.js';
import { press } from './press.js';

class SignPanel extends LiveElement {
  static keys = ['signature/', 'correction/', 'minute/', 'meeting', 'member/', '$you'];
  static properties = {
    isSet: { state: true },
    isChanging: { state: true },
    isSigning: { state: true },
    trouble: { state: true },
  };

  async connectedCallback() {
    super.connectedCallback();
    this.isSet = await hasPin();
  }

  async #submit(event) {
    event.preventDefault();
    const { pin, again, current } = Object.fromEntries(new FormData(event.target));
    this.trouble = '';
    if (!isPin(pin)) return this.#say(_('A PIN has 4 to 12 digits.'));
    if (!this.isSet || this.isChanging) return this.#keep(pin, again, current);
    this.isSigning = true;
    const { ok, sentence } = await sign(pin);
    this.isSigning = false;
    event.target.reset();
    if (ok) announce(_('You have signed the minutes.'));
    return this.#say(sentence);
  }

  async #keep(pin, again, current) {
    if (pin !== again) return this.#say(_('The two PINs are not the same.'));
    const { ok, sentence } = await setPin(pin, current);
    if (ok) Object.assign(this, { isSet: true, isChanging: false });
    if (ok) announce(_('Your PIN is kept.'));
    return this.#say(sentence);
  }

  #say(sentence) {
    this.trouble = sentence;
  }

  #signer({ ref, signature, isOld }) {
    const office = role(ref === meeting().chair ? 'chair' : member(ref)?.role);
    const when = signature && fmt(_('Signed on {date}, {time}'), { date: date(signature.at), time: exactTime(signature.at) });
    const state = isOld ? fmt(_('{signed}. The record has grown since: sign again.'), { signed: when }) : (when ?? _('Not signed yet'));
    const mark = isOld ? 'triangle-alert' : signature ? 'circle-check' : 'circle';
    return html`<li class="rows-row ${signature && !isOld ? 'signed' : ''}">
      ${icon(mark)}<span class="grow"
        ><bdi>${nameOf(ref)}</bdi> <span class="muted">· ${office}</span><small>${state}</small></span
      >
    </li>`;
  }

  #form(mine, isWaiting) {
    if (this.isSet === undefined) return html`<p class="row">${icon('loader-circle')}${_('One moment…')}</p>`;
    if (!this.isSet || this.isChanging) {
      return html`<form class="stack" @submit=${this.#submit}>
        <p>${_('With this PIN you will sign the minutes. Choose 4 to 12 digits, and tell them to nobody.')}</p>
        ${this.isChanging ? pinField('current', _('The PIN until now'), 'current-password') : nothing}
        <div class="row fields-row">
          ${pinField('pin', _('New PIN'), 'new-password')}${pinField('again', _('The same PIN again'), 'new-password')}
        </div>
        <div class="row">
          <button class="button button-primary">${icon('key-round')}${_('Keep this PIN')}</button>
          ${this.isChanging ? press('', _('Back'), () => (this.isChanging = false)) : nothing}
        </div>
      </form>`;
    }
    if (mine?.signature && !mine.isOld)
      return html`<div class="note note-ok">
        ${icon('circle-check')}
        <div>${_('Your signature is under these minutes.')}</div>
      </div>`;
    if (isWaiting)
      return html`<div class="note">
        ${icon('clock')}
        <div>${_('The chair signs first. You can countersign as soon as that is done.')}</div>
      </div>`;
    return html`<form class="stack" @submit=${this.#submit}>
      ${pinField('pin', _('Your PIN'), 'current-password')}
      <div class="row">
        <button class="button button-primary button-tall" ?disabled=${this.isSigning}>
          ${icon(this.isSigning ? 'loader-circle' : 'signature')} ${this.isSigning ? _('Signing…') : _('Sign the minutes')}
        </button>
        <button type="button" class="button button-quiet" @click=${() => (this.isChanging = true)}>${_('Change the PIN')}</button>
      </div>
    </form>`;
  }

  render() {
    const all = signers();
    const mine = all.find(({ ref }) => ref === store.you?.ref);
    const [chair] = all;
    const isWaiting = mine && mine !== chair && (!chair?.signature || chair.isOld);
    const others = _('The minutes are signed by who presided last and by the secretary.');
    return html`<section class="card" aria-labelledby="signing">
      <h2 id="signing">${_('Sign the minutes')}</h2>
      <p>
        <a class="button" href=${page.urls.minutes} target="_blank" rel="noopener"
          >${icon('file-text')}${_('Read the minutes (PDF)')}</a
        >
      </p>
      <ol class="rows">
        ${all.map((one) => this.#signer(one))}
      </ol>
      ${trouble(this.trouble)} ${mine ? this.#form(mine, isWaiting) : html`<p class="empty">${others}</p>`}
      <p class="muted small">
        ${_('The keys of the signatures are kept by this installation. Whoever runs the server is answerable for them.')}
      </p>
    </section>`;
  }
}

customElements.define('sign-panel', SignPanel);
