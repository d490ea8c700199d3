// Putting options in order: tapping a name gives it the next place, tapping it again takes it out, arrows move it. No dragging.
// Names stay where they are, only their numbers change, so that neither a finger nor the focus loses its place.
import { announce } from '../announce.js';
import { number } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { chosenWords } from '../ranking.js';
import { optionsOf } from '../view.js';
import { LiveElement, html, nothing, repeat } from './live-element.js';

const candidates = (poll) => optionsOf(poll).filter(({ ref }) => ref !== 'blank');

class RankingForm extends LiveElement {
  static properties = { poll: {}, recorded: {}, isLocked: {}, cast: {}, order: { state: true } };

  willUpdate(changed) {
    const isNew = changed.has('poll') && changed.get('poll')?.ref !== this.poll.ref;
    const isOther = changed.has('recorded') && JSON.stringify(changed.get('recorded')) !== JSON.stringify(this.recorded);
    if (isNew || isOther) this.order = [this.recorded ?? []].flat().filter((ref) => ref !== 'blank');
  }

  #put(order, ref) {
    this.order = order;
    const { text: name } = this.poll.options.find((option) => option.ref === ref);
    const place = order.indexOf(ref) + 1;
    announce(place ? fmt(_('{name}: place {n}.'), { name, n: number(place) }) : fmt(_('{name}: taken out.'), { name }));
  }

  #toggle(ref) {
    const others = this.order.filter((other) => other !== ref);
    this.#put(this.order.includes(ref) ? others : [...others, ref], ref);
  }

  #move(ref, by) {
    const from = this.order.indexOf(ref);
    const order = this.order.filter((other) => other !== ref);
    if (from + by < 0 || from + by > order.length) return;
    order.splice(from + by, 0, ref);
    this.#put(order, ref);
  }

  #clear() {
    this.order = [];
    announce(_('Your order is cleared.'));
  }

  /** A mover at the end of its way stays focusable, so that whoever presses it by keyboard is not thrown out. */
  #mover(ref, by, mark, label, isAtEnd) {
    return html`<button
      type="button"
      class="button rank-mover"
      aria-label=${label}
      aria-disabled=${isAtEnd}
      ?disabled=${this.isLocked}
      @click=${() => this.#move(ref, by)}
    >
      ${icon(mark)}
    </button>`;
  }

  #row({ ref, text }) {
    const place = this.order.indexOf(ref) + 1;
    const says = place ? html`<span class="visually-hidden">${fmt(_('– place {n}'), { n: number(place) })}</span>` : nothing;
    return html`<li class="rank-row">
      <button
        type="button"
        class="rank"
        aria-pressed=${place > 0}
        ?disabled=${this.isLocked}
        @click=${() => this.#toggle(ref)}
      >
        <span class="rank-place" aria-hidden="true">${place ? number(place) : ''}</span>
        <span><bdi>${text}</bdi> ${says}</span>
      </button>
      ${
        place
          ? html`${this.#mover(ref, -1, 'arrow-up', fmt(_('{name}: one place up'), { name: text }), place === 1)}
            ${this.#mover(ref, 1, 'arrow-down', fmt(_('{name}: one place down'), { name: text }), place === this.order.length)}`
          : nothing
      }
    </li>`;
  }

  #summary() {
    const order = chosenWords(this.poll, this.order).join(', ');
    const words = order ? fmt(_('Your order: {order}'), { order }) : _('Nobody is in your order yet.');
    return html`<div class="row">
      <p class="grow">${words}</p>
      <button type="button" class="button" ?disabled=${this.isLocked || !this.order.length} @click=${this.#clear}>
        ${icon('x')}${_('Clear')}
      </button>
    </div>`;
  }

  #blank() {
    const cast = () => this.cast(['blank'], _('Blank ballot'));
    return html`<button type="button" class="button" ?disabled=${this.isLocked} @click=${cast}>${_('Blank ballot')}</button>`;
  }

  #submit(event) {
    event.preventDefault();
    this.cast([...this.order], chosenWords(this.poll, this.order).join('\n'));
  }

  render() {
    const options = candidates(this.poll);
    return html`<form class="stack" @submit=${this.#submit}>
      <fieldset class="stack-tight">
        <legend class="label">${_('Press the names in the order in which you want them, as many as you like.')}</legend>
        <ul class="stack-tight ranks" role="list">
          ${repeat(
            options,
            ({ ref }) => ref,
            (option) => this.#row(option),
          )}
        </ul>
      </fieldset>
      ${this.#summary()}
      <button class="button button-primary button-tall ballot-send" ?disabled=${!this.order.length || this.isLocked}>
        ${this.recorded ? _('Change my vote') : _('Vote')}
      </button>
      ${options.length < this.poll.options.length ? this.#blank() : nothing}
    </form>`;
  }
}

customElements.define('ranking-form', RankingForm);
