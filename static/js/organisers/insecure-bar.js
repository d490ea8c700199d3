// Tells the organisers, not the delegates, when what they send can be read by others in the same network.
import { LitElement, html, nothing } from '../../vendor/lit.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { page } from '../page.js';

class InsecureBar extends LitElement {
  static properties = { isAway: { state: true } };

  createRenderRoot() {
    this.classList.add('live');
    this.replaceChildren();
    return this;
  }

  render() {
    if (this.isAway || !page.insecure) return nothing;
    return html`<aside class="banner banner-warn banner-slim" aria-label=${_('Security of the connection')}>
      ${icon('triangle-alert')}
      <span class="grow"
        >${_('The connection is not encrypted: others in this network can read it, votes too. Set up https before confidential business.')}</span
      >
      <button
        type="button"
        class="button button-quiet"
        aria-label=${_('Put the warning away')}
        @click=${() => (this.isAway = true)}
      >
        ${icon('x')}
      </button>
    </aside>`;
  }
}

customElements.define('insecure-bar', InsecureBar);
