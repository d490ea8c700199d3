// Tells the secretary when automatic backups fail or are late: asked for once a minute, for it is no part of the meeting.
import { LitElement, html, nothing } from '../../vendor/lit.js';
import { time } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { page } from '../page.js';

const EVERY_MS = 60_000;
const LATE_S = 1800;

class BackupBar extends LitElement {
  static properties = { told: { state: true } };
  #timer = null;

  createRenderRoot() {
    this.classList.add('live');
    this.replaceChildren();
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#look();
    this.#timer = setInterval(() => this.#look(), EVERY_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  async #look() {
    const answer = await fetch(page.urls.backups).catch(() => null);
    const told = answer?.ok ? await answer.json().catch(() => null) : null;
    if (told) this.told = told;
  }

  /** What is wrong, or nothing. A backup that waits for a confidential vote has not failed. */
  #words({ made, failed, behind_s: behind }) {
    if (made && failed)
      return _('The last automatic backup failed; the server tries again each minute. Please have the medium for the backups looked at.');
    if (made && behind > LATE_S)
      return _('There is no automatic backup of what was written lately. While a confidential vote is open that must be so; else please have the server looked at.');
    return '';
  }

  #last({ last_at: at }) {
    return at ? fmt(_('The last backup is of {time}.'), { time: time(at) }) : _('There is none since the server was started.');
  }

  render() {
    const words = this.told && this.#words(this.told);
    if (!words) return nothing;
    return html`<aside class="banner banner-warn banner-slim" aria-label=${_('Backups')}>
      ${icon('triangle-alert')}
      <span class="grow"
        >${words} ${this.#last(this.told)} ${_('The meeting goes on and loses nothing by it.')}</span
      >
    </aside>`;
  }
}

customElements.define('backup-bar', BackupBar);
