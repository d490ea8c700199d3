// What is recorded on one item, newest last; each can be corrected, and keeps what it said.
import { dayWords, exactTime } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { meeting, minutesOf, nameOf } from '../view.js';
import { LiveElement, html, nothing, repeat } from '../elements/live-element.js';
import { correctDialog } from './correct-dialog.js';
import { offer } from '../organisers/press.js';

const MARKS = { note: 'notebook-pen', decision: 'gavel', task: 'list' };
const kindWords = (kind) => ({ note: _('Note'), decision: _('Decision'), task: _('Task') })[kind] ?? kind;

class DeskMinutes extends LiveElement {
  static keys = ['minute/', 'correction/', 'member/', 'can', 'me', 'meeting'];
  static properties = { item: {} };

  #task({ kind, to, due }) {
    if (kind !== 'task') return nothing;
    const facts = [to && fmt(_('for {name}'), { name: nameOf(to) }), due && fmt(_('by {day}'), { day: dayWords(due) })];
    return facts.some(Boolean) ? html`<p class="small">${facts.filter(Boolean).join(' · ')}</p>` : nothing;
  }

  #corrections(position) {
    const all = store.all('correction/').filter(({ corrects }) => corrects === position);
    return all.map(
      ({ at, text }) =>
        html`<p class="small">
          ${icon('pen-line')} <strong>${fmt(_('Corrected {time}:'), { time: exactTime(at) })}</strong>
          <bdi class="text">${text}</bdi>
        </p>`,
    );
  }

  #row(minute) {
    const position = Number(minute.ref);
    const words = html`${_('Correct')}<span class="visually-hidden">${minute.text.slice(0, 60)}</span>`;
    return html`<li class="rows-row minute minute-${minute.kind}">
      ${icon(MARKS[minute.kind] ?? 'list')}
      <div class="grow">
        <p class="small muted">${kindWords(minute.kind)} · ${exactTime(minute.at)}</p>
        <p class="text" lang=${meeting().language}><bdi>${minute.text}</bdi></p>
        ${this.#task(minute)}${this.#corrections(position)}
      </div>
      ${offer('correct', '', words, () => correctDialog(position, minute.text), 'quiet')}
    </li>`;
  }

  render() {
    const minutes = minutesOf(this.item).sort((a, b) => Number(a.ref) - Number(b.ref));
    if (!minutes.length)
      return html`<p class="empty">
        ${_('Nothing is written on this item yet. Speeches, motions and votes enter the minutes by themselves.')}
      </p>`;
    return html`<ol class="rows">
      ${repeat(
        minutes,
        ({ ref }) => ref,
        (minute) => this.#row(minute),
      )}
    </ol>`;
  }
}

customElements.define('desk-minutes', DeskMinutes);
