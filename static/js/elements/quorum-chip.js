// Says whether enough members are recorded as present. Presence of tablets is something else.
import { announce } from '../announce.js';
import { number } from '../format.js';
import { _, fmt, n_ } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { meeting } from '../view.js';
import { LiveElement, html, nothing } from './live-element.js';

const presentWords = ({ present, total }) =>
  fmt(_('{present} of {total} present'), { present: number(present), total: number(total) });

/** Where those represented count as present, nobody has to wonder why fewer sit in the hall. */
const byProxy = ({ represented = 0 }) => (represented ? ` ${fmt(_('({n} by proxy)'), { n: number(represented) })}` : '');

export function quorumWords(quorum) {
  const { required, present, total, met } = quorum;
  const values = { present: number(present), total: number(total), n: number(required - present) };
  if (!required) return presentWords(quorum) + byProxy(quorum);
  if (met) return fmt(_('Quorum reached · {present} of {total}'), values) + byProxy(quorum);
  return fmt(n_('No quorum · {n} more needed', 'No quorum · {n} more needed', required - present), values);
}

class QuorumChip extends LiveElement {
  static keys = ['quorum', 'meeting'];
  #met;

  updated() {
    const { met } = store.get('quorum') ?? {};
    if (this.#met !== undefined && met !== undefined && met !== this.#met)
      announce(met ? _('The quorum is reached.') : _('There is no quorum any more.'));
    this.#met = met;
  }

  render() {
    const quorum = store.get('quorum');
    const { state } = meeting();
    if (!quorum || state === 'closed') return nothing;
    // Before the meeting nobody has to be here: a number, no alarm.
    if (state === 'scheduled') return this.#chip('', 'users', presentWords(quorum));
    const isLow = quorum.required && !quorum.met;
    return this.#chip(isLow ? 'chip-warn' : 'chip-ok', isLow ? 'triangle-alert' : 'users', quorumWords(quorum));
  }

  #chip(tone, mark, words) {
    return html`<span class="chip ${tone}">${icon(mark)}${words}</span>`;
  }
}

customElements.define('quorum-chip', QuorumChip);
