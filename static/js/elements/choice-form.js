// Choosing among options: one with radio buttons, several with checkboxes between `min` and `max`. Hands the choice to its panel.
import { _, fmt, n_ } from '../i18n.js';
import { listed, number } from '../format.js';
import { LiveElement, html, live, nothing, repeat } from './live-element.js';

const candidates = ({ options }) => options.filter(({ ref }) => ref !== 'blank');

class ChoiceForm extends LiveElement {
  static properties = { poll: {}, recorded: {}, isLocked: {}, cast: {}, marked: { state: true } };

  willUpdate(changed) {
    const refs = (choice) => [choice ?? []].flat().filter((ref) => ref !== 'blank');
    const isNew = changed.has('poll') && changed.get('poll')?.ref !== this.poll.ref;
    if (isNew || (changed.has('recorded') && JSON.stringify(changed.get('recorded')) !== JSON.stringify(this.recorded)))
      this.marked = refs(this.recorded);
  }

  #mark(ref, isOn) {
    const others = this.poll.max > 1 ? this.marked.filter((marked) => marked !== ref) : [];
    this.marked = isOn ? [...others, ref] : others;
  }

  #rule({ min = 1, max = 1 }) {
    if (min === max) return fmt(n_('Choose {n}.', 'Choose {n}.', max), { n: number(max) });
    return fmt(_('Choose {min} to {max}.'), { min: number(min), max: number(max) });
  }

  #option({ ref, text }, { max = 1, ref: poll }) {
    const isOn = this.marked.includes(ref);
    const isFull = max > 1 && !isOn && this.marked.length >= max;
    return html`<label class="choice">
      <input
        type=${max > 1 ? 'checkbox' : 'radio'}
        name="choice-${poll}"
        .checked=${live(isOn)}
        ?disabled=${this.isLocked || isFull}
        @change=${(event) => this.#mark(ref, event.target.checked)}
      />
      <span><bdi>${text}</bdi></span>
    </label>`;
  }

  #blank() {
    const cast = () => this.cast(['blank'], _('Blank ballot'));
    return html`<button type="button" class="button" ?disabled=${this.isLocked} @click=${cast}>${_('Blank ballot')}</button>`;
  }

  #submit(event) {
    event.preventDefault();
    const chosen = candidates(this.poll).filter(({ ref }) => this.marked.includes(ref));
    this.cast(
      chosen.map(({ ref }) => ref),
      listed(chosen.map(({ text }) => text)) || _('none of them'),
    );
  }

  render() {
    const { min = 1, max = 1 } = this.poll;
    const options = candidates(this.poll);
    const count = this.marked.length;
    const isReady = count >= min && count <= max && !this.isLocked;
    return html`<form class="stack" @submit=${this.#submit}>
      <fieldset class="stack-tight">
        <legend class="label">${this.#rule(this.poll)}</legend>
        ${repeat(
          options,
          ({ ref }) => ref,
          (option) => this.#option(option, this.poll),
        )}
      </fieldset>
      <button class="button button-primary button-tall ballot-send" ?disabled=${!isReady}>
        ${this.recorded ? _('Change my vote') : _('Vote')}
      </button>
      ${options.length < this.poll.options.length ? this.#blank() : nothing}
    </form>`;
  }
}

customElements.define('choice-form', ChoiceForm);
