// Urgent items: what is moved to be put on the agenda and not on it, and moving one. The vote is under the item in hand.
import { isolated } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { may, meeting, nameOf, poll as pollOf } from '../view.js';
import { itemKind, pollState } from '../words.js';
import { answersField, longField, textField } from '../organisers/fields.js';
import { giving, openForm } from '../organisers/form-dialog.js';
import { press } from '../organisers/press.js';
import { LiveElement, html, nothing } from './live-element.js';

const KINDS = ['decision', 'information', 'election'];

export function urgentDialog() {
  return openForm({
    title: _('Move an urgent item'),
    body: html`<p>${_('The meeting votes on whether it is urgent. If so, it comes next on the agenda.')}</p>
      ${textField({ name: 'title', label: _('Title'), isRequired: true })}
      ${answersField({ name: 'kind', label: _('What it is for'), choices: KINDS.map((kind) => [kind, itemKind(kind)]), value: 'decision' })}
      ${longField({ name: 'reason', label: _('Why is it urgent?'), hint: _('Everybody reads it, and it stands in the minutes.') })}`,
    yes: _('Move it'),
    done: _('It is moved.'),
    send: giving('move_urgent', ({ title, kind, reason }) => ({ title: title.trim(), kind, reason: reason.trim() })),
  });
}

class UrgentList extends LiveElement {
  static keys = ['urgent/', 'poll/', 'member/', 'can', 'me', 'meeting'];

  #row({ title, mover, reason, poll }) {
    const { state, adopted } = pollOf(poll) ?? {};
    const words = state === 'declared' && !adopted ? _('Rejected') : pollState(state);
    return html`<li class="rows-row">
      ${icon('timer')}
      <div class="grow">
        <p lang=${meeting().language}><bdi>${title}</bdi></p>
        <p class="small muted">${[mover && fmt(_('moved by {name}'), { name: isolated(nameOf(mover)) }), words].filter(Boolean).join(' · ')}</p>
        ${reason ? html`<p class="small text" lang=${meeting().language}><bdi>${reason}</bdi></p>` : nothing}
      </div>
    </li>`;
  }

  render() {
    const moved = store.all('urgent/');
    const list = html`<p><strong>${_('Moved as urgent')}</strong></p>
      <ul class="rows">
        ${moved.map((one) => this.#row(one))}
      </ul>`;
    const button = may('move_urgent') ? html`<p>${press('timer', _('Move an urgent item'), urgentDialog, 'quiet')}</p>` : nothing;
    return html`${moved.length ? list : nothing}${button}`;
  }
}

customElements.define('urgent-list', UrgentList);
