// Leaving the meeting and coming back: who has left cannot vote and no longer counts for the quorum.
import { ask } from '../ask.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { may, member } from '../view.js';
import { LiveElement, html, nothing } from './live-element.js';

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

  render() {
    const status = member(store.you?.ref)?.status;
    const trouble = this.trouble ? html`<div class="note note-danger" role="alert">${icon('circle-x')}<div>${this.trouble}</div></div>` : nothing;
    if (status === 'left' && may('return_to_meeting')) {
      return html`<div class="note note-warn">${icon('log-out')}<div><strong>${_('You have left the meeting.')}</strong> ${_('You cannot vote until you return.')}</div>
        <button type="button" class="button button-primary" ?disabled=${this.isBusy || !store.isLive} @click=${() => this.give('return_to_meeting')}>${_('Return')}</button></div>${trouble}`;
    }
    if (status !== 'present' || !may('leave')) return trouble;
    return html`<p><button type="button" class="button button-quiet" ?disabled=${this.isBusy || !store.isLive} @click=${this.#leave}>${icon('log-out')}${_('Leave the meeting')}</button></p>${trouble}`;
  }
}

customElements.define('my-attendance', MyAttendance);
