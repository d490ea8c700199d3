// The agenda on the desk: choosing an item to write on, and changing the agenda itself.
import { _, fmt } from '../i18n.js';
import { number } from '../format.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { items, may, meeting, now, papersOf, pollsOf } from '../view.js';
import { itemState } from '../words.js';
import { LiveElement, html, nothing, repeat } from '../elements/live-element.js';
import { keepInSight } from '../organisers/keep-in-sight.js';
import { trouble } from '../elements/notes.js';
import { addItemDialog, askToWithdraw, retitleDialog } from './agenda-dialogs.js';
import { hasDraft } from './drafts.js';

const MARKS = { planned: 'circle', open: 'circle-play', concluded: 'circle-check', deferred: 'clock', withdrawn: 'x' };
const MAY_WITHDRAW = ['planned', 'deferred'];

class DeskAgenda extends LiveElement {
  static keys = ['item/', 'now', 'meeting', 'paper/', 'poll/', 'can', 'me', '$draft'];
  static properties = { chosen: {}, isChanging: { state: true } };

  updated(changed) {
    if (changed.has('chosen')) keepInSight(this.querySelector('[aria-current="true"]'), this.closest('.desk-agenda'));
  }

  #choose(ref) {
    this.dispatchEvent(new CustomEvent('choose-item', { bubbles: true, detail: { item: ref } }));
  }

  async #withdraw(item) {
    if (await askToWithdraw(item)) this.give('withdraw_item', { item: item.ref });
  }

  /** `move_item` names the item to stand behind; nobody before the first. */
  #move(index, step) {
    const all = items();
    const after = all[step < 0 ? index - 2 : index + 1]?.ref ?? null;
    return this.give('move_item', { item: all[index].ref, after });
  }

  #deed(mark, words, deed, isOff = false) {
    return html`<button type="button" class="button button-quiet" aria-label=${words} title=${words} ?disabled=${isOff || this.isBusy || !store.isLive} @click=${deed}>${icon(mark)}</button>`;
  }

  #deeds(item, index, last) {
    const name = { title: item.title };
    return html`<div class="row deeds">
      ${may('move_item') ? this.#deed('arrow-up', fmt(_('Move up: {title}'), name), () => this.#move(index, -1), index === 0) : nothing}
      ${may('move_item') ? this.#deed('arrow-down', fmt(_('Move down: {title}'), name), () => this.#move(index, 1), index === last) : nothing}
      ${may('retitle_item') ? this.#deed('pen-line', fmt(_('Another title: {title}'), name), () => retitleDialog(item)) : nothing}
      ${may('withdraw_item') && MAY_WITHDRAW.includes(item.state) ? this.#deed('x', fmt(_('Withdraw: {title}'), name), () => this.#withdraw(item)) : nothing}
    </div>`;
  }

  #facts(item) {
    const polls = pollsOf(item.ref).length;
    const facts = [itemState(item.state), papersOf(item.ref).length && fmt(_('papers: {n}'), { n: number(papersOf(item.ref).length) }), polls && fmt(_('votes: {n}'), { n: number(polls) })];
    return facts.filter(Boolean).join(' · ');
  }

  #row(item, index, all) {
    const isNow = item.ref === now().item;
    return html`<li>
      <button type="button" class="rows-row ${isNow ? 'rows-now' : ''} ${item.ref === this.chosen ? 'rows-chosen' : ''} ${item.state === 'withdrawn' ? 'rows-gone' : ''}"
        aria-current=${item.ref === this.chosen ? 'true' : nothing} @click=${() => this.#choose(item.ref)}>
        <span class="rows-number">${number(index + 1)}</span>${icon(MARKS[item.state] ?? 'circle')}
        <span class="grow" lang=${meeting().language}><bdi class="title-short">${item.title}</bdi><small lang=${document.documentElement.lang}>${this.#facts(item)}</small></span>
        ${hasDraft(item.ref) ? html`<span class="pill pill-warn" title=${_('A draft is not recorded yet')}>${_('Draft')}</span>` : nothing}
      </button>
      ${this.isChanging ? this.#deeds(item, index, all.length - 1) : nothing}</li>`;
  }

  render() {
    const all = items();
    const mayChange = ['move_item', 'retitle_item', 'withdraw_item'].some(may) && all.length > 0;
    return html`<section class="stack-tight" aria-labelledby="agenda-heading">
      <header class="row"><h2 id="agenda-heading" class="grow">${_('Agenda')}</h2>
        ${mayChange || this.isChanging ? html`<button type="button" class="button button-quiet" aria-pressed=${Boolean(this.isChanging)} @click=${() => (this.isChanging = !this.isChanging)}>${this.isChanging ? _('Done') : _('Change')}</button>` : nothing}</header>
      ${trouble(this.trouble)}
      ${all.length ? html`<ol class="rows">${repeat(all, ({ ref }) => ref, (item, index) => this.#row(item, index, all))}</ol>` : html`<p class="empty">${_('The agenda is empty. Add the first item.')}</p>`}
      ${may('add_item') ? html`<button type="button" class="button button-wide" ?disabled=${!store.isLive} @click=${addItemDialog}>${icon('plus')}${_('Add an item')}</button>` : nothing}
    </section>`;
  }
}

customElements.define('desk-agenda', DeskAgenda);
