// The roll call on the desk: by code it opens and closes; by name it shows one name at a time, with big answers.
import { _, fmt } from '../i18n.js';
import { number } from '../format.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { may, member } from '../view.js';
import { attendance } from '../words.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import { trouble } from '../elements/notes.js';
import { hasNoRecord, voting } from './people.js';
import { press } from '../organisers/press.js';

class DeskRoll extends LiveElement {
  static keys = ['roll', 'member/', 'can', 'me'];
  static properties = { called: { state: true } };

  constructor() {
    super();
    this.called = [];
  }

  willUpdate() {
    if (!store.get('roll')?.open && this.called.length) this.called = [];
  }

  /** What is recorded already is not said again; `late` is more than `present`. */
  async #answer(ref, status, late) {
    const who = member(ref);
    const fields = late ? { member: ref, status, late } : { member: ref, status };
    const isSaid = (who.status === status && !hasNoRecord(who) && !late) || (await this.give('record_attendance', fields));
    if (isSaid) this.called = [...this.called, ref];
  }

  #name() {
    const all = voting();
    const next = all.find(({ ref }) => !this.called.includes(ref));
    if (!next) return html`<p><strong>${_('Every name was called.')}</strong> ${_('Close the roll call.')}</p>`;
    const answer = (status, mark, tone = '', late = false) =>
      html`<button
        type="button"
        class="button button-tall ${tone}"
        ?disabled=${this.isBusy || !store.isLive}
        @click=${() => this.#answer(next.ref, status, late)}
      >
        ${icon(mark)}${late ? _('Late') : attendance(status)}
      </button>`;
    const back = () => (this.called = this.called.slice(0, -1));
    const place = fmt(_('{n} of {total}'), { n: number(this.called.length + 1), total: number(all.length) });
    return html`<p class="small muted">${place}${next.seat ? ` · ${fmt(_('Seat {seat}'), next)}` : ''}</p>
      <p class="roll-name" aria-live="polite"><bdi>${next.name}</bdi></p>
      <div class="segments">${answer('present', 'user-check', 'button-primary')}${answer('absent', 'user-x')}</div>
      <div class="segments">${answer('excused', 'calendar')}${answer('present', 'clock', '', true)}</div>
      <div class="row">
        ${this.called.length ? press('undo-2', _('Back to the name before'), back, 'quiet') : nothing}
        <button type="button" class="button button-quiet" @click=${() => (this.called = [...this.called, next.ref])}>
          ${_('Skip')}
        </button>
      </div>`;
  }

  #button(command, fields, mark, words) {
    return may(command)
      ? html`<button
          type="button"
          class="button"
          ?disabled=${this.isBusy || !store.isLive}
          @click=${() => this.give(command, fields)}
        >
          ${icon(mark)}${words}
        </button>`
      : nothing;
  }

  render() {
    const { open, method } = store.get('roll') ?? {};
    const here = voting().filter(({ status }) => status === 'present').length;
    const count = fmt(_('{present} of {total} present'), { present: number(here), total: number(voting().length) });
    const byCode = _('Members answer with the code on the hall display. Record by hand below who has no tablet.');
    if (!open) {
      if (!may('open_roll_call')) return trouble(this.trouble);
      const byCode = this.#button('open_roll_call', { method: 'code' }, 'qr-code', _('Roll call by code'));
      const byName = this.#button('open_roll_call', { method: 'call' }, 'mic', _('Roll call by name'));
      return html`${trouble(this.trouble)}
        <div class="segments">${byCode}${byName}</div>`;
    }
    return html`<div class="card roll-card stack-tight">
      <p class="row"><strong class="grow">${_('The roll call is open.')}</strong><span>${count}</span></p>
      ${method === 'call' ? this.#name() : html`<p class="small">${byCode}</p>`} ${trouble(this.trouble)}
      ${this.#button('close_roll_call', {}, 'check', _('Close the roll call'))}
    </div>`;
  }
}

customElements.define('desk-roll', DeskRoll);
