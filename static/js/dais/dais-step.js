// The bar at the bottom of the dais: one button that says the next step, what must be known before it, and all the rest under More.
import { announce } from '../announce.js';
import { ask } from '../ask.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { rollCallGoesOn } from '../roll-call.js';
import { may, meeting, nameOf } from '../view.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import { trouble } from '../elements/notes.js';
import { nextStep } from './next-step.js';
import './dais-more.js';
import './vote-watch.js';

const NOT_BEFORE = 600;
const ARMED_FOR = 6000;
const UNDO_FOR = 10_000;

class DaisStep extends LiveElement {
  static keys = ['meeting', 'now', 'item/', 'poll/', 'roll', 'quorum', 'member/', 'me', 'can', 'ruling/', 'motion/'];
  static properties = { armed: { state: true }, undo: { state: true } };
  #armedAt = 0;
  #disarm = null;

  connectedCallback() {
    super.connectedCallback();
    this.onKey = (event) => event.key === 'ArrowRight' && event.target === document.body && this.querySelector('.step')?.focus();
    document.addEventListener('keydown', this.onKey);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.onKey);
  }

  /** What hurts needs a second press on the same place, not too fast; what cannot be taken back, an answer. */
  async #press(step) {
    if (step.again && this.armed !== step.command) return this.#arm(step);
    if (step.again && Date.now() - this.#armedAt < NOT_BEFORE) return undefined;
    this.#release();
    if (step.form) return step.form();
    if (step.question && !(await ask(step.question))) return undefined;
    const answer = await this.give(step.command, step.fields);
    if (answer && step.undo) this.#offerUndo(step.undo);
    return answer;
  }

  #arm({ command, again }) {
    clearTimeout(this.#disarm);
    this.armed = command;
    this.#armedAt = Date.now();
    this.#disarm = setTimeout(() => this.#release(), ARMED_FOR);
    announce(again);
  }

  #release() {
    clearTimeout(this.#disarm);
    this.armed = null;
  }

  #offerUndo(undo) {
    this.undo = undo;
    setTimeout(() => this.undo === undo && (this.undo = null), UNDO_FOR);
  }

  async #takeBack({ command, fields }) {
    this.undo = null;
    await this.give(command, fields);
  }

  #undo() {
    if (!this.undo || !may(this.undo.command)) return nothing;
    return html`<div class="row undo" role="status">
      ${icon('check')}<span class="grow">${this.undo.words}</span>
      <button type="button" class="button" @click=${() => this.#takeBack(this.undo)}>${icon('undo-2')}${_('Undo')}</button>
    </div>`;
  }

  #idle() {
    const { state, chair } = meeting();
    const words =
      state === 'closed'
        ? _('The meeting is closed.')
        : (rollCallGoesOn() ?? html`<span>${_('The chair is held by')} <bdi>${nameOf(chair)}</bdi>.</span>`);
    return html`<p class="step step-idle">${words}</p>`;
  }

  #button(step) {
    const isArmed = step.again && this.armed === step.command;
    return html`<button
      type="button"
      class="button button-primary step ${isArmed ? 'step-armed' : ''}"
      ?disabled=${this.isBusy || !store.isLive}
      @click=${() => this.#press(step)}
    >
      ${icon(this.isBusy ? 'loader-circle' : isArmed ? 'triangle-alert' : step.mark)}<span class="step-words"
        ><bdi>${isArmed ? step.again : step.words}</bdi></span
      >
    </button>`;
  }

  render() {
    if (!meeting().state) return nothing;
    const step = nextStep();
    return html`<footer class="steps" aria-label=${_('Next step')}>
      ${this.#undo()}${trouble(this.trouble)}
      <vote-watch></vote-watch>
      <div class="steps-row">${step ? this.#button(step) : this.#idle()}<dais-more></dais-more></div>
    </footer>`;
  }
}

customElements.define('dais-step', DaisStep);
