// The motions on the item in hand: read them, act on them, move one.
import { _ } from '../i18n.js';
import { store } from '../live.js';
import { motionsInOrder } from '../motions.js';
import { mayOneself, now } from '../view.js';
import { press } from '../organisers/press.js';
import { motionCard } from './motion-card.js';
import { itemField, proceduralDialog } from './motion-forms.js';
import { inHand } from './together.js';
import { trouble } from './notes.js';
import { LiveElement, html, nothing, repeat } from './live-element.js';

class MotionList extends LiveElement {
  static keys = ['motion/', 'now', 'can', 'me', 'member/', '$you', 'poll/', 'meeting', 'item/'];

  async #move(event) {
    event.preventDefault();
    const form = event.target;
    const { text, item } = Object.fromEntries(new FormData(form));
    if (text.trim() && (await this.give('move_motion', { item: item ?? now().item, text: text.trim() }))) form.reset();
  }

  #form() {
    if (!mayOneself('move_motion') || !now().item) return nothing;
    return html`<details class="more">
      <summary>${_('Move a motion')}</summary>
      <form class="stack" @submit=${this.#move}>
        ${itemField()}
        <label class="field"
          ><span>${_('Text of the motion')}</span><span class="hint">${_('Begin with “That …”. Everyone sees it at once.')}</span>
          <textarea class="input" name="text" required maxlength="20000"></textarea>
        </label>
        <button class="button button-primary" ?disabled=${this.isBusy || !store.isLive}>${_('Move the motion')}</button>
      </form>
    </details>`;
  }

  #procedural() {
    if (!mayOneself('move_procedural')) return nothing;
    return html`<div class="row">${press('gavel', _('Move a procedural motion'), proceduralDialog, '', this.isBusy)}</div>`;
  }

  render() {
    const items = inHand();
    const motions = items.flatMap(motionsInOrder);
    const give = (name, fields) => this.give(name, fields);
    const list = repeat(
      motions,
      ({ ref }) => ref,
      (motion) => motionCard(motion, give, this.isBusy, items.length > 1),
    );
    return html`<section class="stack" aria-labelledby="motions">
      <h2 id="motions">${items.length > 1 ? _('Motions on these items') : _('Motions on this item')}</h2>
      ${
        motions.length
          ? html`<ul class="stack">
              ${list}
            </ul>`
          : html`<p class="empty">${_('No motion has been moved.')}</p>`
      }
      ${trouble(this.trouble)} ${this.#form()}${this.#procedural()}
    </section>`;
  }
}

customElements.define('motion-list', MotionList);
