// The agenda on the dais. Opening an item only looks at it; starting it is a button of its own.
import { ask } from '../ask.js';
import { consentWords } from '../consent.js';
import { _, fmt, n_ } from '../i18n.js';
import { number } from '../format.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { items, may, meeting, now, papersOf, pollsOf } from '../view.js';
import { itemKind, pollState, stateWords } from '../words.js';
import { LiveElement, html, nothing, repeat } from '../elements/live-element.js';
import { interests } from '../elements/interests.js';
import '../elements/paper-rows.js';
import { deferDialog } from '../organisers/defer-dialog.js';
import { keepInSight } from '../organisers/keep-in-sight.js';
import { trouble } from '../elements/notes.js';
import { rule, verdict } from '../arithmetic.js';
import { orderButtons } from './agenda-order.js';
import '../elements/urgent-list.js';
import { press } from '../organisers/press.js';

const MARKS = { planned: 'circle', open: 'circle-play', concluded: 'circle-check', deferred: 'clock', withdrawn: 'x' };
const MAY_START = ['planned', 'deferred', 'concluded'];

class DaisAgenda extends LiveElement {
  static keys = ['item/', 'now', 'paper/', 'poll/', 'meeting', 'me', 'can', 'interest/', 'member/'];

  #seen = null;

  updated() {
    if (now().item === this.#seen) return;
    this.#seen = now().item;
    keepInSight(this.querySelector('[aria-current="step"]'), this.closest('.dais-agenda'));
  }

  async #start(item) {
    const isAgain = item.state === 'concluded';
    const question = { title: _('Take up this item again?'), text: item.title, yes: _('Take it up again') };
    if (isAgain && !(await ask(question))) return;
    this.give('start_item', { item: item.ref });
  }

  #buttons(item) {
    const isOff = this.isBusy || !store.isLive;
    const start = may('start_item') && MAY_START.includes(item.state);
    const defer = may('defer_item') && item.state === 'planned';
    const order = orderButtons(item, (name, fields) => this.give(name, fields), isOff);
    if (!start && !defer && order === nothing) return nothing;
    const words = item.state === 'concluded' ? _('Take it up again') : _('Start this item');
    return html`<div class="row">
      ${start ? press('play', words, () => this.#start(item), 'primary', isOff) : nothing}
      ${defer ? press('clock', _('Defer'), () => deferDialog(item), '', isOff) : nothing}${order}
    </div>`;
  }

  #poll(poll) {
    const result = poll.state === 'declared' || poll.state === 'closed' ? verdict(poll) : '';
    return html`<li class="rows-row">
      ${icon('vote')}<span class="grow"
        ><bdi>${poll.question}</bdi><small>${[pollState(poll.state), result || rule(poll)].join(' · ')}</small></span
      >
    </li>`;
  }

  #inside(item) {
    const [polls, papers] = [pollsOf(item.ref), papersOf(item.ref)];
    return html`${this.#buttons(item)}${interests(item.ref)}
    ${item.outcome ? html`<p class="text"><strong>${_('Outcome:')}</strong> <bdi>${item.outcome}</bdi></p>` : nothing}
    ${
      polls.length
        ? html`<ul class="rows">
            ${polls.map((poll) => this.#poll(poll))}
          </ul>`
        : nothing
    }
    ${papers.length ? html`<paper-rows .item=${item.ref}></paper-rows>` : nothing}
    ${polls.length || papers.length ? nothing : html`<p class="empty">${_('No papers and no votes are prepared.')}</p>`}`;
  }

  #row(item, index) {
    const isNow = item.ref === now().item;
    const planned = item.minutes ? fmt(n_('{n} min', '{n} min', item.minutes), { n: number(item.minutes) }) : '';
    return html`<details class="agenda-item" name="agenda">
      <summary
        class="rows-row ${isNow ? 'rows-now' : ''} ${item.state === 'withdrawn' ? 'rows-gone' : ''}"
        aria-current=${isNow ? 'step' : nothing}
      >
        <span class="rows-number">${number(index + 1)}</span>${icon(MARKS[item.state] ?? 'circle')}
        <span class="grow" lang=${meeting().language}
          ><bdi class="title-short">${item.title}</bdi
          ><small lang=${document.documentElement.lang}
            >${[stateWords(item), itemKind(item.kind), consentWords(item), planned].filter(Boolean).join(' · ')}</small
          ></span
        >
        ${icon('chevron-down')}
      </summary>
      <div class="agenda-inside stack">${this.#inside(item)}</div>
    </details>`;
  }

  render() {
    const all = items();
    return html`<section class="stack-tight" aria-labelledby="agenda-heading">
      <h2 id="agenda-heading">${_('Agenda')}</h2>
      ${trouble(this.trouble)}
      ${
        all.length
          ? html`<div class="rows">
              ${repeat(
                all,
                ({ ref }) => ref,
                (item, index) => this.#row(item, index),
              )}
            </div>`
          : html`<p class="empty">${_('The agenda is empty. The secretary can add items at any time.')}</p>`
      }
      <urgent-list></urgent-list>
    </section>`;
  }
}

customElements.define('dais-agenda', DaisAgenda);
