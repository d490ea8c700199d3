// The agenda with the state of each item. An item opens to its papers, decisions and results.
import { consentWords } from '../consent.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { items, meeting, minutesOf, now, papersOf, pollsOf } from '../view.js';
import { itemKind, stateWords } from '../words.js';
import './paper-rows.js';
import './poll-result.js';
import { LiveElement, html, nothing, repeat } from './live-element.js';

const MARKS = { planned: 'circle', open: 'circle-play', concluded: 'circle-check', deferred: 'clock', withdrawn: 'x' };

class AgendaList extends LiveElement {
  static keys = ['item/', 'now', 'minute/', 'paper/', 'poll/', 'meeting', 'member/'];

  #unfolded = new Set();

  /** What is folded is not drawn: a long session has hundreds of results. */
  #toggle(ref, isOpen) {
    if (isOpen) this.#unfolded.add(ref);
    else this.#unfolded.delete(ref);
    this.requestUpdate();
  }

  #state(item) {
    return item.state === 'planned' && meeting().state === 'closed' ? _('Not dealt with') : stateWords(item);
  }

  #minute({ kind, text }) {
    const words = kind === 'decision' ? _('Decision') : _('Task');
    return html`<div class="note">
      ${icon(kind === 'decision' ? 'gavel' : 'list')}
      <div><strong>${words}</strong> <bdi class="text">${text}</bdi></div>
    </div>`;
  }

  #inside(item) {
    const results = pollsOf(item.ref).filter(({ state, tally }) => state === 'declared' && tally);
    const minutes = minutesOf(item.ref).filter(({ kind }) => kind !== 'note');
    if (!results.length && !minutes.length && !papersOf(item.ref).length)
      return html`<p class="empty">${_('No papers and no decisions yet.')}</p>`;
    return html`<paper-rows .item=${item.ref}></paper-rows>${minutes.map((minute) => this.#minute(minute))}
      ${results.map((poll) => html`<poll-result .poll=${poll.ref}></poll-result>`)}`;
  }

  #row(item, index) {
    const isNow = item.ref === now().item;
    return html`<details
      class="agenda-item"
      @toggle=${({ target }) => target.matches('.agenda-item') && this.#toggle(item.ref, target.open)}
    >
      <summary class="rows-row ${isNow ? 'rows-now' : ''}" aria-current=${isNow ? 'step' : nothing}>
        <span class="rows-number">${index + 1}</span>
        ${icon(MARKS[item.state] ?? 'circle')}
        <span class="grow" lang=${meeting().language}
          ><bdi>${item.title}</bdi
          ><small lang=${document.documentElement.lang}>${[this.#state(item), itemKind(item.kind), consentWords(item)].filter(Boolean).join(' · ')}</small></span
        >
        ${icon('chevron-down')}
      </summary>
      <div class="agenda-inside stack">${this.#unfolded.has(item.ref) ? this.#inside(item) : nothing}</div>
    </details>`;
  }

  render() {
    const all = items();
    if (!all.length)
      return html`<p class="empty">${_('The agenda is empty. Items appear here when the secretary adds them.')}</p>`;
    return html`<div class="rows">
      ${repeat(
        all,
        ({ ref }) => ref,
        (item, index) => this.#row(item, index),
      )}
    </div>`;
  }
}

customElements.define('agenda-list', AgendaList);
