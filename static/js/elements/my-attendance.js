// Leaving the meeting and coming back: who has left cannot vote and no longer counts for the quorum.
import { ask } from '../ask.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { may, member } from '../view.js';
import { note, trouble } from './notes.js';
import { LiveElement, html } from './live-element.js';

class MyAttendance extends LiveElement {
  static keys = ['member/', 'can', 'me', '$you'];

  async #leave() {
    const isSure = await ask({
      title: _('Leave the meeting?'),
      text: _('You will be recorded as having left. You cannot vote until you return.'),
      yes: _('Leave the meeting'),
    });
    if (isSure) this.give('leave');
  }

  #button(kind, deed, words) {
    return html`<button type="button" class="button ${kind}" ?disabled=${this.isBusy || !store.isLive} @click=${deed}>
      ${words}
    </button>`;
  }

  render() {
    const status = member(store.you?.ref)?.status;
    if (status === 'left' && may('return_to_meeting')) {
      const words = html`<strong>${_('You have left the meeting.')}</strong> ${_('You cannot vote until you return.')}`;
      const back = this.#button('button-primary', () => this.give('return_to_meeting'), _('Return'));
      return html`${note('warn', 'log-out', words, back)}${trouble(this.trouble)}`;
    }
    if (status !== 'present' || !may('leave')) return trouble(this.trouble);
    const leave = this.#button('button-quiet', this.#leave, html`${icon('log-out')}${_('Leave the meeting')}`);
    return html`<p>${leave}</p>
      ${trouble(this.trouble)}`;
  }
}

customElements.define('my-attendance', MyAttendance);
