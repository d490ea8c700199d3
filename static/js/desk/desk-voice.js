// The secretary's roll call of a vote: one name large, the answers as buttons and keys, the whole list beneath to go back in.
import { _, fmt } from '../i18n.js';
import { number } from '../format.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { answerOf, answerWords, called, rollOf } from '../roll-call.js';
import { may, member, optionsOf, poll as pollOf } from '../view.js';
import { LiveElement, html, nothing, repeat } from '../elements/live-element.js';
import { firstNameNote } from '../elements/lot-note.js';
import { trouble } from '../elements/notes.js';
import { press } from '../organisers/press.js';

const MARKS = { yes: 'check', no: 'x', abstain: 'minus', pass: 'clock', absent: 'user-x' };
const KEYS = { yes: 'y', no: 'n', abstain: 'a', pass: 'p', absent: 'x' };

class DeskVoice extends LiveElement {
  static keys = ['poll/', 'ballot/', 'roll/', 'member/', 'can', 'me'];
  static properties = { poll: {}, chosen: { state: true } };
  #last = [];

  connectedCallback() {
    super.connectedCallback();
    this.onKey = (event) => this.#key(event);
    document.addEventListener('keydown', this.onKey);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.onKey);
  }

  get #here() {
    return pollOf(this.poll);
  }

  get #current() {
    return this.chosen ?? this.#here.calling ?? null;
  }

  /** Keys go to the roll unless somebody writes in a field or a dialog is open. */
  #key(event) {
    if (event.target.closest?.('input, textarea, select, dialog') || event.ctrlKey || event.metaKey || event.altKey) return;
    const answer = Object.keys(KEYS).find((one) => KEYS[one] === event.key.toLowerCase());
    const deeds = { ArrowDown: () => this.#move(1), ArrowUp: () => this.#move(-1), Backspace: () => this.#undo(), u: () => this.#undo() };
    const deed = answer && this.#answers().includes(answer) ? () => this.#answer(answer) : deeds[event.key];
    if (!deed || this.isBusy || !may('record_answer')) return;
    event.preventDefault();
    deed();
  }

  #answers() {
    return [...optionsOf(this.#here).map(({ ref }) => ref), 'pass', 'absent'];
  }

  #move(step) {
    const names = rollOf(this.#here);
    const at = names.findIndex(({ ref }) => ref === this.#current);
    this.chosen = names[Math.min(names.length - 1, Math.max(0, at + step))]?.ref ?? null;
  }

  async #answer(answer) {
    const ref = this.#current;
    if (!ref) return;
    if (answerOf(this.#here, ref) === answer || (await this.give('record_answer', { poll: this.poll, member: ref, answer }))) {
      this.#last = [...this.#last.filter((one) => one !== ref), ref];
      this.chosen = null;
    }
  }

  async #undo() {
    const ref = this.chosen ?? this.#last.at(-1);
    if (!ref || !answerOf(this.#here, ref)) return;
    if (await this.give('take_back_answer', { poll: this.poll, member: ref })) {
      this.#last = this.#last.filter((one) => one !== ref);
      this.chosen = null;
    }
  }

  #present(ref) {
    const words = _('Not recorded as present.');
    const deed = () => this.give('record_attendance', { member: ref, status: 'present' });
    return html`<div class="note note-warn">
      ${icon('user-x')}
      <div>${words}</div>
      ${press('user-check', _('Is present'), deed, '', this.isBusy)}
    </div>`;
  }

  #name(poll, ref) {
    if (!ref) return html`<p class="roll-name">${_('Every name was called.')}</p>`;
    const { name, status, seat } = member(ref);
    const before = answerOf(poll, ref);
    const button = (answer) =>
      html`<button
        type="button"
        class="button button-tall ${answer === before ? 'button-primary' : ''}"
        aria-keyshortcuts=${KEYS[answer]}
        ?disabled=${this.isBusy || !store.isLive || !may('record_answer')}
        @click=${() => this.#answer(answer)}
      >
        ${icon(MARKS[answer])}${answerWords(poll, answer)} <kbd>${KEYS[answer]}</kbd>
      </button>`;
    const place = fmt(_('{n} of {total} names called'), { n: number(called(poll)), total: number(poll.entitled) });
    return html`<p class="small muted">${place}${seat ? ` · ${fmt(_('Seat {seat}'), { seat })}` : ''}</p>
      <p class="roll-name" aria-live="polite"><bdi>${name}</bdi></p>
      ${status === 'present' ? nothing : this.#present(ref)}
      <div class="segments voice-answers">${this.#answers().map(button)}</div>
      <p class="row">
        ${press('undo-2', _('Take back the last answer'), () => this.#undo(), 'quiet', this.isBusy || !may('take_back_answer'))}
        <span class="small muted">${_('Keys: up and down choose a name, u takes back.')}</span>
      </p>`;
  }

  #row(poll, { ref, name }) {
    const answer = answerOf(poll, ref);
    return html`<li>
      <button type="button" class="rows-row" aria-current=${ref === this.#current ? 'true' : nothing} @click=${() => (this.chosen = ref)}>
        ${icon(answer ? MARKS[answer] : ref === poll.calling ? 'chevron-right' : 'circle')}<span class="grow"><bdi>${name}</bdi></span
        ><strong>${answerWords(poll, answer)}</strong>
      </button>
    </li>`;
  }

  render() {
    const poll = this.#here;
    if (!poll) return nothing;
    return html`<section class="card roll-card stack-tight" aria-label=${_('Roll call')}>
      ${trouble(this.trouble)} ${this.#name(poll, this.#current)}
      <ol class="rows scroll-list">
        ${repeat(rollOf(poll), ({ ref }) => ref, (one) => this.#row(poll, one))}
      </ol>
      ${firstNameNote(poll)}
    </section>`;
  }
}

customElements.define('desk-voice', DeskVoice);
