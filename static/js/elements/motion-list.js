// The motions on the item in hand: read, second, withdraw, and move one.
import { ask } from '../ask.js';
import { _, fmt } from '../i18n.js';
import { listed } from '../format.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { may, motionsOf, nameOf, now } from '../view.js';
import { motionState } from '../words.js';
import { trouble } from './notes.js';
import { LiveElement, html, nothing, repeat } from './live-element.js';

const OVER = ['withdrawn', 'adopted', 'rejected'];

class MotionList extends LiveElement {
  static keys = ['motion/', 'now', 'can', 'me', 'member/', '$you'];

  async #withdraw(motion) {
    const isSure = await ask({
      title: _('Withdraw your motion?'),
      text: motion.text,
      yes: _('Withdraw the motion'),
      isDangerous: true,
    });
    if (isSure) this.give('withdraw_motion', { motion: motion.ref });
  }

  #deeds(motion) {
    const me = store.you?.ref;
    if (OVER.includes(motion.state) || !store.isLive) return nothing;
    const button = (words, deed) =>
      html`<button type="button" class="button" ?disabled=${this.isBusy} @click=${deed}>${words}</button>`;
    if (motion.mover === me) return may('withdraw_motion') ? button(_('Withdraw'), () => this.#withdraw(motion)) : nothing;
    if (motion.seconders?.includes(me)) return html`<span class="pill pill-ok">${icon('check')}${_('You second this')}</span>`;
    return may('second_motion') ? button(_('Second'), () => this.give('second_motion', { motion: motion.ref })) : nothing;
  }

  #motion(motion) {
    const seconded = motion.seconders?.length
      ? fmt(_('seconded by {names}'), { names: listed(motion.seconders.map(nameOf)) })
      : '';
    return html`<li class="card">
      <p class="row"><span class="pill">${motionState(motion.state)}</span></p>
      <p class="text"><bdi>${motion.text}</bdi></p>
      <p class="muted small">${fmt(_('Moved by {name}'), { name: nameOf(motion.mover) })}${seconded ? ` · ${seconded}` : ''}</p>
      <div class="row">${this.#deeds(motion)}</div>
    </li>`;
  }

  async #move(event) {
    event.preventDefault();
    const form = event.target;
    const text = new FormData(form).get('text').trim();
    if (text && (await this.give('move_motion', { item: now().item, text }))) form.reset();
  }

  #form() {
    if (!may('move_motion') || !now().item) return nothing;
    return html`<details class="more">
      <summary>${_('Move a motion')}</summary>
      <form class="stack" @submit=${this.#move}>
        <label class="field"
          ><span>${_('Text of the motion')}</span><span class="hint">${_('Begin with “That …”. Everyone sees it at once.')}</span>
          <textarea class="input" name="text" required maxlength="20000"></textarea>
        </label>
        <button class="button button-primary" ?disabled=${this.isBusy || !store.isLive}>${_('Move the motion')}</button>
      </form>
    </details>`;
  }

  render() {
    const motions = motionsOf(now().item);
    const list = repeat(
      motions,
      ({ ref }) => ref,
      (motion) => this.#motion(motion),
    );
    return html`<section class="stack" aria-labelledby="motions">
      <h2 id="motions">${_('Motions on this item')}</h2>
      ${
        motions.length
          ? html`<ul class="stack">
              ${list}
            </ul>`
          : html`<p class="empty">${_('No motion has been moved.')}</p>`
      }
      ${trouble(this.trouble)} ${this.#form()}
    </section>`;
  }
}

customElements.define('motion-list', MotionList);
