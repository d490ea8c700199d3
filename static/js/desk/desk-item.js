// One item on the desk: its head, the writing, what is recorded, its papers and its votes.
import { _, fmt } from '../i18n.js';
import { number, titleSize } from '../format.js';
import { icon } from '../icons.js';
import { motionText } from '../motion-text.js';
import { motionsInOrder } from '../motions.js';
import { item as itemOf, items, meeting, nameOf, now } from '../view.js';
import { itemKind, itemState, motionState } from '../words.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import { partsList } from '../elements/motion-parts.js';
import { trouble } from '../elements/notes.js';
import { inHand } from '../elements/together.js';
import { recordDialog, saidOf } from '../organisers/for-member.js';
import { offer } from '../organisers/press.js';
import './desk-minutes.js';
import './desk-papers.js';
import './desk-polls.js';
import './desk-writing.js';

class DeskItem extends LiveElement {
  static keys = ['item/', 'now', 'meeting', 'motion/', 'member/', 'can', 'me', 'floor'];
  static properties = { item: {}, isElsewhere: {} };

  #follow() {
    this.dispatchEvent(new CustomEvent('choose-item', { bubbles: true, detail: { item: now().item } }));
  }

  #elsewhere() {
    if (!this.isElsewhere) return nothing;
    const here = itemOf();
    return html`<div class="note note-warn">
      ${icon('info')}
      <div>${_('The meeting is at another item:')} <bdi>${here?.title}</bdi></div>
      <button type="button" class="button" @click=${this.#follow}>${icon('circle-play')}${_('Go there')}</button>
    </div>`;
  }

  #head(item) {
    const all = items();
    const place = fmt(_('Item {n} of {total}'), {
      n: number(all.findIndex(({ ref }) => ref === item.ref) + 1),
      total: number(all.length),
    });
    return html`<header class="stack-tight">
      <p class="row">
        <span class="pill ${item.state === 'open' ? 'pill-ok' : 'pill-plain'}"
          >${item.state === 'open' ? icon('circle-play') : nothing}${itemState(item.state)}</span
        >
        <span class="small muted">${place} · ${itemKind(item.kind)}</span>
      </p>
      <h1 class=${titleSize(item.title)} lang=${meeting().language}><bdi>${item.title}</bdi></h1>
      ${item.outcome ? html`<p class="text"><strong>${_('Outcome:')}</strong> <bdi>${item.outcome}</bdi></p>` : nothing}
    </header>`;
  }

  #motions(item) {
    const motions = motionsInOrder(item.ref);
    const isHere = inHand().includes(item.ref);
    const record = isHere ? offer('request_floor', 'hand', _('Record for a member …'), recordDialog, 'quiet') : nothing;
    if (!motions.length) return record === nothing ? nothing : html`<p>${record}</p>`;
    const give = (name, fields) => this.give(name, fields);
    const row = (motion) =>
      html`<li class="rows-row">
        ${icon(motion.amends ? 'pen-line' : 'hand')}
        <div class="grow">
          <p class="small muted"><bdi>${nameOf(motion.mover)}</bdi> · ${motionState(motion.state)}${
            motion.recorded_by ? html` · <bdi>${fmt(_('recorded by {name}'), { name: nameOf(motion.recorded_by) })}</bdi>` : nothing
          }</p>
          ${motionText(motion)}${partsList(motion)}
          <div class="row">${saidOf(motion, give, this.isBusy)}</div>
        </div>
      </li>`;
    return html`<section class="stack-tight">
      <h2>${_('Motions')}</h2>
      <ul class="rows">
        ${motions.map(row)}
      </ul>
      ${trouble(this.trouble)}
      <p>${record}</p>
    </section>`;
  }

  render() {
    const item = itemOf(this.item);
    if (!item) return nothing;
    return html`<div class="stack">
      ${this.#elsewhere()}${this.#head(item)}
      <desk-writing .item=${item.ref}></desk-writing>
      <section class="stack-tight">
        <h2>${_('Recorded')}</h2>
        <desk-minutes .item=${item.ref}></desk-minutes>
      </section>
      ${this.#motions(item)}
      <desk-papers .item=${item.ref}></desk-papers>
      <desk-polls .item=${item.ref}></desk-polls>
    </div>`;
  }
}

customElements.define('desk-item', DeskItem);
