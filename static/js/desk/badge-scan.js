// Reads badges: a hand scanner types the link into the field and presses Enter, or the camera sees it. A scan never takes attendance back.
import { announceNow } from '../announce.js';
import { scanned } from '../chime.js';
import { _, fmt } from '../i18n.js';
import { commands } from '../live.js';
import { page } from '../page.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import './badge-camera.js';
import { note } from '../elements/notes.js';

const tokenIn = (text) => /#t=([\w-]+)\s*$/.exec(text)?.[1];

/** Whose badge it is, as `{ref, name}`, or `{sentence}` that says why nobody knows. */
async function ownerOf(token) {
  const options = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ token }) };
  const answer = await fetch(page.urls.badges, options).catch(() => null);
  if (!answer) return { sentence: _('The server does not answer. Check the connection and try again.') };
  const said = await answer.json().catch(() => ({}));
  return answer.ok ? said : { sentence: said.message ?? _('The server made an error. Please try again.') };
}

class BadgeScan extends LiveElement {
  static keys = ['can', 'me'];
  static properties = { said: { state: true }, isFirst: { type: Boolean } };

  firstUpdated() {
    if (this.isFirst) this.querySelector('input').focus();
  }

  #say(tone, mark, sentence) {
    this.said = { tone, mark, sentence };
    announceNow(sentence);
    scanned(tone === 'ok');
  }

  /** The field is free for the next badge at once; answers come in their own time. */
  #scanned(event) {
    event.preventDefault();
    const field = event.target.elements.badge;
    const text = field.value;
    field.value = '';
    this.#read(text);
  }

  #read(text) {
    const token = tokenIn(text);
    if (token) this.#record(token);
    else this.#say('danger', 'circle-x', _('This is not the link of a badge. Scan the QR code of the badge.'));
  }

  async #record(token) {
    const { ref, name, sentence } = await ownerOf(token);
    if (!ref) return this.#say('danger', 'circle-x', sentence);
    try {
      await commands.give('record_attendance', { member: ref, status: 'present', badge: true });
      return this.#say('ok', 'user-check', fmt(_('{name} is recorded as present.'), { name }));
    } catch (refused) {
      if (!('code' in refused)) throw refused;
      if (refused.code === 'already') return this.#say('ok', 'user-check', fmt(_('{name} was already present.'), { name }));
      return this.#say('danger', 'circle-x', refused.message);
    }
  }

  render() {
    const { tone, mark, sentence } = this.said ?? {};
    return html`<form class="stack-tight" @submit=${this.#scanned}>
      <label class="field"
        ><span>${_('Scan a badge')}</span
        ><span class="hint">${_('With a hand scanner: put the cursor here and scan the QR code of the badge.')}</span
        ><input class="input" name="badge" autocomplete="off" autocapitalize="off" spellcheck="false" dir="ltr"
      /></label>
      <badge-camera @badge=${({ detail }) => this.#read(detail)}></badge-camera>
      ${sentence ? html`<div class="scan-said">${note(tone, mark, html`<strong>${sentence}</strong>`)}</div>` : nothing}
    </form>`;
  }
}

customElements.define('badge-scan', BadgeScan);
