// The More button of the dais and its dialog: everything that the chair may do now besides the next step.
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { LiveElement, createRef, html, ref } from '../elements/live-element.js';
import { trouble } from '../elements/notes.js';
import { moreRows } from './more-rows.js';

class DaisMore extends LiveElement {
  static keys = ['meeting', 'now', 'item/', 'poll/', 'roll', 'me', 'can'];
  #dialog = createRef();

  #open() {
    this.trouble = '';
    this.requestUpdate();
    this.#dialog.value.showModal();
  }

  async #choose(row) {
    if (row.open) {
      this.#dialog.value.close();
      return row.open();
    }
    if (await this.give(row.command, row.fields)) this.#dialog.value.close();
    return undefined;
  }

  #row(row) {
    return html`<button
      type="button"
      class="rows-row"
      ?disabled=${this.isBusy || !store.isLive}
      @click=${() => this.#choose(row)}
    >
      ${icon(row.mark)}<span class="grow"><bdi>${row.words}</bdi></span
      >${row.open ? icon('chevron-right') : ''}
    </button>`;
  }

  render() {
    const groups = moreRows((name, fields) => this.give(name, fields));
    const group = ([heading, rows]) =>
      html`<section class="stack-tight">
        <h3>${heading}</h3>
        <div class="rows">${rows.map((row) => this.#row(row))}</div>
      </section>`;
    return html`${this.#dialog.value?.open ? '' : trouble(this.trouble)}
      <button type="button" class="button step-more" ?disabled=${!groups.length} @click=${this.#open}>
        ${icon('ellipsis')}${_('More')}
      </button>
      <dialog
        class="dialog dialog-wide"
        ${ref(this.#dialog)}
        aria-label=${_('More')}
        @click=${(event) => event.target === this.#dialog.value && this.#dialog.value.close()}
      >
        <div class="stack">
          <div class="row">
            <h2 class="grow">${_('More')}</h2>
            <button type="button" class="button button-quiet" aria-label=${_('Close')} @click=${() => this.#dialog.value.close()}>
              ${icon('x')}
            </button>
          </div>
          ${trouble(this.trouble)}
          <div class="more-groups">${groups.map(group)}</div>
        </div>
      </dialog>`;
  }
}

customElements.define('dais-more', DaisMore);
