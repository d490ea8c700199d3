// What stands in the way of this page for good: opened elsewhere, signed out, not in this meeting, too old, too many.
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { page } from '../page.js';
import { LiveElement, html, nothing } from './live-element.js';

const reasons = () => ({
  taken: [
    _('This seat was opened on another tablet'),
    _('Only one tablet at a time can vote for a seat. To go on here, open your own link on this tablet again, or enter your code.'),
  ],
  signed_out: [
    _('You are not signed in any more'),
    _('Open your own link again, or enter your sign-in code. The secretary can make you a new one.'),
  ],
  not_here: [
    _('This seat is not in this meeting'),
    _('Open the link that you were given for this meeting, or ask the secretary.'),
  ],
  too_many: [
    _('This page was closed because too many are open'),
    _('This seat is open in many tabs of this browser. Close those that you do not need; then you can go on here.'),
  ],
  too_old: [_('This page is out of date'), _('The server speaks a newer language than this page. Load the page again.')],
});

class ConnectionOver extends LiveElement {
  updated() {
    const dialog = this.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  }

  #way() {
    if (['too_old', 'too_many'].includes(store.status)) {
      const again = store.status === 'too_old' ? _('Load again') : _('Go on here');
      return html`<a class="button button-primary" href=${location.pathname + location.search}>${again}</a>`;
    }
    const words = store.status === 'taken' ? _('Use this tablet again') : _('Sign in again');
    return html`<a class="button button-primary" href=${page.urls.join}>${words}</a>`;
  }

  render() {
    const reason = reasons()[store.status];
    if (!reason) return nothing;
    return html`<dialog class="dialog" aria-labelledby="over" @cancel=${(event) => event.preventDefault()}>
      <div class="stack">
        <h2 id="over" class="row">${icon('triangle-alert')}${reason[0]}</h2>
        <p>${reason[1]}</p>
        <div class="dialog-actions">${this.#way()}</div>
      </div>
    </dialog>`;
  }
}

customElements.define('connection-over', ConnectionOver);
