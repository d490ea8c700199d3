// The agenda on the desk: choosing an item to write on, and changing the agenda itself.
import { consentWords } from '../consent.js';
import { _, fmt } from '../i18n.js';
import { number } from '../format.js';
import { icon } from '../icons.js';
import { items, may, meeting, now, papersOf, pollsOf } from '../view.js';
import { stateWords } from '../words.js';
import { LiveElement, classMap, html, nothing, repeat } from '../elements/live-element.js';
import '../elements/urgent-list.js';
import { keepInSight } from '../organisers/keep-in-sight.js';
import { trouble } from '../elements/notes.js';
import { addItemDialog, askToWithdraw, retitleDialog } from './agenda-dialogs.js';
import { hasDraft } from './drafts.js';
import { offer, pressSign } from '../organisers/press.js';

const MARKS = { planned: 'circle', open: 'circle-play', concluded: 'circle-check', deferred: 'clock', withdrawn: 'x' };
const MAY_WITHDRAW = ['planned', 'deferred'];

class DeskAgenda extends LiveElement {
  static keys = ['item/', 'now', 'meeting', 'paper/', 'poll/', 'can', 'me', 'member/', '$draft'];
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

  #deeds(item, index, last) {
    const name = { title: item.title };
    const up = fmt(_('Move up: {title}'), name);
    const down = fmt(_('Move down: {title}'), name);
    const sign = (command, mark, words, deed, isOff) =>
      may(command) ? pressSign(mark, words, deed, isOff || this.isBusy) : nothing;
    const isListed = item.consent === 'listed';
    const mark = () => this.give('mark_consent', { item: item.ref, consent: !isListed });
    const onConsent = fmt(isListed ? _('Off the consent agenda: {title}') : _('On the consent agenda: {title}'), name);
    const mayMark = item.state === 'planned' && item.consent !== 'taken_out';
    const mayGo = MAY_WITHDRAW.includes(item.state);
    return html`<div class="row deeds">
      ${sign('move_item', 'arrow-up', up, () => this.#move(index, -1), index === 0)}
      ${sign('move_item', 'arrow-down', down, () => this.#move(index, 1), index === last)}
      ${sign('retitle_item', 'pen-line', fmt(_('Another title: {title}'), name), () => retitleDialog(item))}
      ${mayMark ? sign('mark_consent', isListed ? 'minus' : 'list', onConsent, mark) : nothing}
      ${mayGo ? sign('withdraw_item', 'x', fmt(_('Withdraw: {title}'), name), () => this.#withdraw(item)) : nothing}
    </div>`;
  }

  /** Turns the buttons for changing the agenda on and off. */
  #switch(all) {
    const mayChange = all.length > 0 && ['move_item', 'retitle_item', 'withdraw_item'].some(may);
    if (!mayChange && !this.isChanging) return nothing;
    const words = this.isChanging ? _('Done') : _('Change');
    const turn = () => (this.isChanging = !this.isChanging);
    return html`<button type="button" class="button button-quiet" aria-pressed=${Boolean(this.isChanging)} @click=${turn}>
      ${words}
    </button>`;
  }

  #facts(item) {
    const polls = pollsOf(item.ref).length;
    const facts = [
      stateWords(item),
      consentWords(item),
      papersOf(item.ref).length && fmt(_('papers: {n}'), { n: number(papersOf(item.ref).length) }),
      polls && fmt(_('votes: {n}'), { n: number(polls) }),
    ];
    return facts.filter(Boolean).join(' · ');
  }

  #row(item, index, all) {
    const isChosen = item.ref === this.chosen;
    const looks = { 'rows-now': item.ref === now().item, 'rows-chosen': isChosen, 'rows-gone': item.state === 'withdrawn' };
    return html`<li>
      <button
        type="button"
        class="rows-row ${classMap(looks)}"
        aria-current=${isChosen ? 'true' : nothing}
        @click=${() => this.#choose(item.ref)}
      >
        <span class="rows-number">${number(index + 1)}</span>${icon(MARKS[item.state] ?? 'circle')}
        <span class="grow" lang=${meeting().language}
          ><bdi class="title-short">${item.title}</bdi
          ><small lang=${document.documentElement.lang}>${this.#facts(item)}</small></span
        >
        ${hasDraft(item.ref) ? html`<span class="pill pill-warn" title=${_('A draft is not recorded yet')}>${_('Draft')}</span>` : nothing}
      </button>
      ${this.isChanging ? this.#deeds(item, index, all.length - 1) : nothing}
    </li>`;
  }

  render() {
    const all = items();
    return html`<section class="stack-tight" aria-labelledby="agenda-heading">
      <header class="row">
        <h2 id="agenda-heading" class="grow">${_('Agenda')}</h2>
        ${this.#switch(all)}
      </header>
      ${trouble(this.trouble)}
      ${
        all.length
          ? html`<ol class="rows">
              ${repeat(
                all,
                ({ ref }) => ref,
                (item, index) => this.#row(item, index, all),
              )}
            </ol>`
          : html`<p class="empty">${_('The agenda is empty. Add the first item.')}</p>`
      }
      ${offer('add_item', 'plus', _('Add an item'), addItemDialog, 'wide')}
      <urgent-list></urgent-list>
    </section>`;
  }
}

customElements.define('desk-agenda', DeskAgenda);
