// The field for a file. Browsers write on theirs in their own language, which need not be that of the page.
import { LitElement, html } from '../../vendor/lit.js';
import { _ } from '../i18n.js';

class FileChoice extends LitElement {
  static properties = { accepted: {}, chosen: { state: true } };

  createRenderRoot() {
    return this;
  }

  #choose(event) {
    this.chosen = event.target.files[0]?.name ?? '';
  }

  render() {
    return html`<input class="visually-hidden" type="file" name="file" required accept=${this.accepted} @change=${this.#choose} /><span
        class="button"
        >${_('Choose a file')}</span
      >
      <bdi class="small muted">${this.chosen || _('No file chosen yet')}</bdi>`;
  }
}

customElements.define('file-choice', FileChoice);
