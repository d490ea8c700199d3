// Attendance of many at once: everybody without a record, or whoever is chosen; the number is asked back, one press takes it back.
import { announce } from '../announce.js';
import { ask } from '../ask.js';
import { _, fmt, n_ } from '../i18n.js';
import { number } from '../format.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { may, member } from '../view.js';
import { attendance } from '../words.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import { note, trouble } from '../elements/notes.js';
import { press } from '../organisers/press.js';
import { grouped, hasNoRecord, people, statusOf, voting } from './people.js';

/** So many refs fit into a frame, however long they are. */
const AT_ONCE = 500;
const DEEDS = { present: 'user-check', late: 'clock', absent: 'user-x', excused: 'calendar', left: 'log-out' };
const words = (deed) => (deed === 'late' ? _('Late') : attendance(deed));

class AttendanceBulk extends LiveElement {
  static keys = ['member/', 'can', 'me', 'poll/'];
  static properties = { chosen: {}, shown: {}, undo: { state: true } };

  #choose(refs) {
    this.dispatchEvent(new CustomEvent('choose', { detail: refs && new Set(refs) }));
  }

  /** Promises whether all of it is recorded. */
  async #give(refs, fields) {
    for (let from = 0; from < refs.length; from += AT_ONCE)
      if (!(await this.give('record_attendances', { members: refs.slice(from, from + AT_ONCE), ...fields }))) return false;
    return true;
  }

  /** Of how many what is recorded now. */
  #now(all) {
    const counts = grouped(all, statusOf);
    return [...counts].map(([status, them]) => `${status}: ${number(them.length)}`).join(' · ');
  }

  #isSure(deed, all) {
    const values = { n: number(all.length), status: words(deed) };
    const title = fmt(n_('Record {n} member: {status}?', 'Record {n} members: {status}?', all.length), values);
    const isVoting = store.all('poll/').some(({ state }) => state === 'open' || state === 'held');
    const warning = _('Whoever is not recorded as present cannot vote any more.');
    const isWarned = isVoting && !['present', 'late'].includes(deed);
    const text = [fmt(_('Recorded now: {counts}.'), { counts: this.#now(all) }), isWarned ? warning : ''].join(' ').trim();
    return ask({ title, text, yes: _('Record it') });
  }

  async #record(deed, refs, unrecorded) {
    const status = deed === 'late' ? 'present' : deed;
    const all = refs.map((ref) => member(ref)).filter((one) => one && (one.status !== status || hasNoRecord(one) || deed === 'late'));
    if (!all.length || !(await this.#isSure(deed, all))) return;
    const late = deed === 'late' || undefined;
    if (!(await this.#give(all.map(({ ref }) => ref), { status, late, unrecorded }))) return;
    const said = fmt(n_('Recorded for {n} member: {status}.', 'Recorded for {n} members: {status}.', all.length), {
      n: number(all.length),
      status: words(deed),
    });
    this.undo = { said, status, before: all.filter((one) => one.status !== status) };
    announce(said);
    this.#choose(null);
  }

  /** What was recorded of each before; of whom something else is recorded by now, that stays. */
  async #takeBack() {
    const { status, before } = this.undo;
    const mine = before.filter(({ ref }) => member(ref)?.status === status);
    for (const [earlier, them] of grouped(mine, (one) => one.status))
      if (!(await this.#give(them.map(({ ref }) => ref), { status: earlier }))) return;
    this.undo = null;
    announce(_('It is taken back.'));
  }

  #done() {
    if (!this.undo) return nothing;
    const back = this.undo.before.length ? press('undo-2', _('Take it back'), () => this.#takeBack(), '', this.isBusy) : nothing;
    return note('ok', 'check', this.undo.said, back);
  }

  #group(all) {
    const groups = [...new Set(all.map(({ group }) => group).filter(Boolean))].sort();
    if (!groups.length) return nothing;
    const add = ({ target }) => {
      const them = all.filter(({ group }) => group === target.value);
      this.#choose([...this.chosen, ...them.map(({ ref }) => ref)]);
      target.value = '';
    };
    return html`<select class="input" aria-label=${_('Add a group')} @change=${add}>
      <option value="">${_('Add a group')}</option>
      ${groups.map((group) => html`<option value=${group}>${group}</option>`)}
    </select>`;
  }

  #choosing() {
    const all = people();
    const none = voting().filter(hasNoRecord).map(({ ref }) => ref);
    const more = (refs) => () => this.#choose([...this.chosen, ...refs]);
    const count = fmt(n_('{n} member is chosen.', '{n} members are chosen.', this.chosen.size), { n: number(this.chosen.size) });
    const deed = ([code, mark]) =>
      press(mark, words(code), () => this.#record(code, [...this.chosen]), '', this.isBusy || !this.chosen.size);
    return html`<section class="card stack-tight" aria-label=${_('Several at once')}>
      <div class="row">
        ${press('', `${_('All that are shown')} ${number(this.shown.length)}`, more(this.shown))}
        ${none.length ? press('', `${_('No record yet')} ${number(none.length)}`, more(none)) : nothing}
        ${this.#group(all)}
      </div>
      <p class="row" role="status"><strong class="grow">${count}</strong>${press('', _('None'), () => this.#choose([]), 'quiet')}</p>
      <div class="row">${Object.entries(DEEDS).map(deed)}</div>
    </section>`;
  }

  render() {
    if (!may('record_attendances')) return nothing;
    const none = voting().filter(hasNoRecord).map(({ ref }) => ref);
    const all = () => this.#record('present', none, true);
    const markAll = none.length > 1 ? press('users', _('Mark all as present'), all, 'wide', this.isBusy) : nothing;
    const start = html`<button type="button" class="button button-quiet" aria-pressed=${Boolean(this.chosen)} @click=${() => this.#choose(this.chosen ? null : [])}>
      ${icon('list')}${_('Several at once')}
    </button>`;
    return html`<div class="stack-tight">${this.#done()}${trouble(this.trouble)}${this.chosen ? this.#choosing() : markAll}
      <p>${start}</p></div>`;
  }
}

customElements.define('attendance-bulk', AttendanceBulk);
