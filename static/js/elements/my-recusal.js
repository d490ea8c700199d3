// A member's own conflict of interest in the item in hand: declared in words, or without them; taken back with one press.
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { interestsOf, may, me, meeting, recusalsOf } from '../view.js';
import { longField } from '../organisers/fields.js';
import { filled, openForm } from '../organisers/form-dialog.js';
import { trouble } from './notes.js';
import { LiveElement, html, nothing } from './live-element.js';

class MyRecusal extends LiveElement {
  static keys = ['recusal/', 'interest/', 'me', 'can', 'meeting'];
  static properties = { item: {} };

  #bar() {
    const isBound = meeting().rules?.interests !== 'declared';
    return isBound
      ? _('You take no part in its votes, and your name stands in the minutes as recused.')
      : _('By the rules of this body you may vote all the same.');
  }

  #declare(isAsked) {
    const hint = _('Everybody reads it, and it stands in the minutes.');
    return openForm({
      title: _('Do you have a conflict of interest in this item?'),
      body: html`<p>${isAsked ? this.#bar() : _('You take no part in its votes, and your name stands in the minutes as recused.')}</p>
        ${isAsked ? longField({ name: 'text', label: _('What is your interest?'), hint, rows: 3, isRequired: true }) : nothing}`,
      yes: isAsked ? _('Declare it') : _('Take no part'),
      done: _('It is recorded.'),
      send: ({ text }) => this.#send(isAsked ? 'declare_interest' : 'recuse', { text: text?.trim() }),
    });
  }

  async #send(command, fields) {
    if (!(await this.give(command, filled({ item: this.item, ...fields })))) throw new Error(this.trouble);
  }

  #button(mark, words, deed) {
    return html`<button type="button" class="button button-quiet" ?disabled=${this.isBusy || !store.isLive} @click=${deed}>
      ${icon(mark)}${words}
    </button>`;
  }

  #offers(isRecused) {
    return html`<div class="row">
      ${may('declare_interest') ? this.#button('scale', _('I have a conflict of interest'), () => this.#declare(true)) : nothing}
      ${may('recuse') && !isRecused ? this.#button('minus', _('Take no part in the votes'), () => this.#declare(false)) : nothing}
    </div>`;
  }

  #note(words, command, back) {
    return html`<div class="note">
      ${icon('scale')}
      <div>${words}</div>
      ${may(command) ? this.#button('rotate-ccw', back, () => this.give(command, { item: this.item })) : nothing}
    </div>`;
  }

  render() {
    const isMine = ({ member }) => member === me().ref;
    const [isRecused, hasDeclared] = [recusalsOf(this.item).some(isMine), interestsOf(this.item).some(isMine)];
    const out = _('You take no part in the votes on this item.');
    if (hasDeclared) {
      const words = isRecused ? out : _('You have declared an interest in this item.');
      return html`${trouble(this.trouble)}${this.#note(words, 'withdraw_interest', _('Take the declaration back'))}`;
    }
    const recused = isRecused ? this.#note(out, 'withdraw_recusal', _('Take part again')) : nothing;
    return html`${trouble(this.trouble)}${recused}${this.#offers(isRecused)}`;
  }
}

customElements.define('my-recusal', MyRecusal);
