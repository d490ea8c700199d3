// Ends one's own speech. It rests for a moment after the floor came, so that a finger that meant another button ends nothing.
import { Tick, serverNow } from '../clock.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { floor, may } from '../view.js';
import { trouble } from './notes.js';
import { LiveElement, html, nothing } from './live-element.js';

const NOT_BEFORE = 2000;

const isNew = () => serverNow() - (floor().since ?? 0) < NOT_BEFORE;

class SpeechEnd extends LiveElement {
  static keys = ['floor', 'can', 'me'];
  #isResting = true;
  #tick = new Tick(this, () => this.#isResting);

  willUpdate() {
    this.#isResting = isNew();
  }

  render() {
    if (!may('yield_floor')) return nothing;
    return html`${trouble(this.trouble)}
      <button
        type="button"
        class="button button-tall button-wide"
        ?disabled=${this.isBusy || !store.isLive || this.#isResting}
        @click=${() => this.give('yield_floor')}
      >
        ${icon('check')}${_('I have finished speaking')}
      </button>`;
  }
}

customElements.define('speech-end', SpeechEnd);
