// Says whether enough members are recorded as present. Presence of tablets is something else.
import { announce } from '../announce.js';
import { number } from '../format.js';
import { _, fmt, n_ } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { LiveElement, html, nothing } from './live-element.js';

export function quorumWords({ required, present, total, met }) {
  const values = { present: number(present), total: number(total), required: number(required), n: number(required - present) };
  if (!required) return fmt(_('{present} of {total} present'), values);
  if (met) return fmt(_('Quorum reached · {present} of {total}'), values);
  return fmt(n_('No quorum · {n} more needed', 'No quorum · {n} more needed', required - present), values);
}

class QuorumChip extends LiveElement {
  static keys = ['quorum'];
  #met;

  updated() {
    const { met } = store.get('quorum') ?? {};
    if (this.#met !== undefined && met !== undefined && met !== this.#met)
      announce(met ? _('The quorum is reached.') : _('There is no quorum any more.'));
    this.#met = met;
  }

  render() {
    const quorum = store.get('quorum');
    if (!quorum) return nothing;
    const isLow = quorum.required && !quorum.met;
    return html`<span class="chip ${isLow ? 'chip-warn' : 'chip-ok'}"
      >${icon(isLow ? 'triangle-alert' : 'users')}${quorumWords(quorum)}</span
    >`;
  }
}

customElements.define('quorum-chip', QuorumChip);
