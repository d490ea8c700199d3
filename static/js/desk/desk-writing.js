// Writing on one item: a note, a decision or a task. Kept on this device while it is written, recorded with one press.
import { announce } from '../announce.js';
import { exactTime } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { may, members } from '../view.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import { serverNow } from '../clock.js';
import { answersField, selectField } from '../organisers/fields.js';
import { filled } from '../organisers/form-dialog.js';
import { trouble } from '../elements/notes.js';
import { draftOf, dropDraft, keepDraft } from './drafts.js';

const COMMANDS = { note: 'write_minute', decision: 'record_decision', task: 'assign_task' };
const KEEP_AFTER = 300;

const kinds = () => [
  ['note', _('Note')],
  ['decision', _('Decision')],
  ['task', _('Task')],
];
const hints = () => ({
  note: _('Only chair and secretary see notes. They do not appear in the signed minutes.'),
  decision: _('Everybody sees it at once, and it stands in the signed minutes.'),
  task: _('Everybody sees it at once, and it stands in the signed minutes.'),
});

class DeskWriting extends LiveElement {
  static keys = ['member/', 'can', 'me'];
  static properties = { item: {}, draft: { state: true }, said: { state: true } };
  #timer = null;

  willUpdate(changed) {
    if (!changed.has('item')) return;
    this.#keepNow(changed.get('item'));
    Object.assign(this, { draft: draftOf(this.item), said: '', trouble: '' });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#keepNow(this.item);
  }

  /** Puts a sentence at the end of what is written. */
  insert(text) {
    const before = this.draft.text.trimEnd();
    this.#set({ text: before ? `${before}\n${text}` : text });
    this.querySelector('textarea').focus();
  }

  #set(changes) {
    this.draft = { ...this.draft, ...changes };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keepNow(this.item), KEEP_AFTER);
  }

  /** A field of the form, by its name. */
  #change = ({ target }) => this.#set({ [target.name]: target.value });

  #keepNow(item) {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    keepDraft(item, this.draft);
    if (this.draft.text.trim()) this.said = fmt(_('Draft kept on this device {time}'), { time: exactTime(serverNow()) });
  }

  async #record(event) {
    event.preventDefault();
    const { item, draft } = this;
    const task = draft.kind === 'task' ? { to: draft.to, due: draft.due } : {};
    const answer = await this.give(COMMANDS[draft.kind], filled({ item, text: draft.text.trim(), ...task }));
    if (!answer) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    dropDraft(item);
    if (item === this.item)
      Object.assign(this, { draft: draftOf(item), said: fmt(_('Recorded {time}'), { time: exactTime(answer.at) }) });
    announce(_('Recorded.'));
  }

  #key(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.target.form.requestSubmit();
  }

  #task() {
    const people = members()
      .filter(({ role }) => role !== 'display')
      .sort((a, b) => a.name.localeCompare(b.name));
    const choices = [['', _('Nobody in particular')], ...people.map(({ ref, name }) => [ref, name])];
    return html`<div class="row fields-row">
      ${selectField({ name: 'to', label: _('For whom'), choices, value: this.draft.to, onChange: this.#change })}
      <label class="field">
        <span>${_('By when')}</span><input class="input" type="date" name="due" .value=${this.draft.due} @input=${this.#change} />
      </label>
    </div>`;
  }

  render() {
    const allowed = kinds().filter(([kind]) => may(COMMANDS[kind]));
    if (!allowed.length) return html`<p class="empty">${_('Only the secretary and the chair write the minutes.')}</p>`;
    const { kind, text } = this.draft;
    return html`<form class="stack-tight" @submit=${this.#record} aria-label=${_('Write the minutes')}>
      ${answersField({ name: 'kind', label: _('Write'), choices: allowed, value: kind, onChange: this.#change })}
      <label class="field"
        ><span class="visually-hidden">${_('Text')}</span><span class="hint">${hints()[kind]}</span>
        <textarea
          class="input writing"
          name="text"
          rows="5"
          required
          maxlength="20000"
          .value=${text}
          @input=${(event) => this.#set({ text: event.target.value })}
          @keydown=${this.#key}
        ></textarea>
      </label>
      ${kind === 'task' ? this.#task() : nothing} ${trouble(this.trouble)}
      <div class="row">
        <span class="grow small muted">${this.said}</span>
        <button class="button button-primary" ?disabled=${this.isBusy || !store.isLive || !text.trim()}>
          ${icon('check')}${_('Record')}
        </button>
      </div>
    </form>`;
  }
}

customElements.define('desk-writing', DeskWriting);
