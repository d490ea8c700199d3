// Tells the secretary when automatic backups fail: asked for once a minute, for it is no part of the meeting.
import { LitElement, html, nothing } from '../../vendor/lit.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { page } from '../page.js';

const EVERY_MS = 60_000;
const LATE_S = 1800;

class BackupBar extends LitElement {
  static properties = { isLate: { state: true } };
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
    if (told) this.isLate = told.made && (told.failed || told.behind_s > LATE_S);
  }

  render() {
    if (!this.isLate) return nothing;
    return html`<aside class="banner banner-warn banner-slim" aria-label=${_('Backups')}>
      ${icon('triangle-alert')}
      <span class="grow"
        >${_('No automatic backup could be made lately. The meeting goes on and loses nothing by it; please have the medium for the backups looked at.')}</span
      >
    </aside>`;
  }
}

customElements.define('backup-bar', BackupBar);
