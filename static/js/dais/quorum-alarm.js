// Stops the chair when the quorum is lost during business: a dialog that has to be answered.
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { may, me, meeting } from '../view.js';
import { LiveElement, createRef, html, nothing, ref } from '../elements/live-element.js';
import { quorumWords } from '../elements/quorum-chip.js';
import { suspendDialog } from '../organisers/sitting-dialogs.js';
import { trouble } from '../elements/notes.js';

const without = () => meeting().rules?.without_quorum ?? 'no_votes';

class QuorumAlarm extends LiveElement {
  static keys = ['quorum', 'meeting', 'can', 'me', 'roll'];
  #dialog = createRef();
  #wasMet = null;

  updated() {
    const { met } = store.get('quorum') ?? {};
    const isLost = this.#wasMet && met === false && meeting().state === 'open' && me().role === 'chair';
    if (met !== undefined) this.#wasMet = met;
    const dialog = this.#dialog.value;
    if (isLost && !dialog.open) dialog.showModal();
    if ((met || meeting().state !== 'open') && dialog?.open) dialog.close();
  }

  async #deed(deed) {
    if (await deed()) this.#dialog.value.close();
  }

  #openRoll() {
    return this.#deed(() => this.give('open_roll_call', { method: 'code' }));
  }

  #suspend() {
    this.#dialog.value.close();
    suspendDialog();
  }

  /** What the standing orders of the body leave in order. */
  #consequence() {
    if (without() === 'all') return _('By the rules of this body, business and votes may go on.');
    if (without() === 'procedural')
      return _('Until enough members are recorded as present, only procedure is in order: a recess, a roll call, the close.');
    return _('No vote can be opened until enough members are recorded as present.');
  }

  render() {
    const quorum = store.get('quorum');
    const button = (command, mark, words, deed) =>
      may(command)
        ? html`<button type="button" class="button button-wide" ?disabled=${this.isBusy || !store.isLive} @click=${deed}>
            ${icon(mark)}${words}
          </button>`
        : nothing;
    return html`<dialog class="dialog" ${ref(this.#dialog)} aria-labelledby="quorum-lost" role="alertdialog">
      <div class="stack">
        <h2 id="quorum-lost" class="row">${icon('triangle-alert')}${_('The quorum is lost')}</h2>
        ${quorum ? html`<p><strong>${quorumWords(quorum)}</strong></p>` : nothing}
        <p>${this.#consequence()}</p>
        ${trouble(this.trouble)} ${button('open_roll_call', 'users', _('Open the roll call'), () => this.#openRoll())}
        ${button('suspend', 'coffee', _('Suspend the meeting'), () => this.#suspend())}
        <button type="button" class="button button-primary button-wide" @click=${() => this.#dialog.value.close()}>
          ${without() === 'no_votes' ? _('Go on without a vote') : _('Close')}
        </button>
      </div>
    </dialog>`;
  }
}

customElements.define('quorum-alarm', QuorumAlarm);
