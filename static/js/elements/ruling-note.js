// The chair's ruling made last on the item in hand: what it says, why, and the appeal against it.
import { ask } from '../ask.js';
import { isolated } from '../format.js';
import { _, fmt } from '../i18n.js';
import { store } from '../live.js';
import { may, nameOf, records } from '../view.js';
import { inHand } from './together.js';
import { verdict } from '../words.js';
import { appealDialog } from '../organisers/for-member.js';
import { LiveElement, html, nothing } from './live-element.js';
import { note, trouble } from './notes.js';

const latest = () =>
  store
    .all('ruling/')
    .filter(({ item }) => item && inHand().includes(item))
    .reduce((last, one) => (last && last.at > one.at ? last : one), null);

class RulingNote extends LiveElement {
  static keys = ['ruling/', 'now', 'can', 'me', 'member/', 'poll/'];

  async #appeal(ruling) {
    if (records()) {
      await appealDialog(ruling);
      return;
    }
    const isSure = await ask({
      title: _('Appeal against the ruling?'),
      text: _('The meeting then votes on whether the ruling of the chair is overruled.'),
      yes: _('Appeal'),
    });
    if (isSure) this.give('appeal', { ruling: ruling.ref });
  }

  #button(ruling) {
    if (ruling.poll || !may('appeal')) return nothing;
    return html`<button type="button" class="button" ?disabled=${this.isBusy || !store.isLive} @click=${() => this.#appeal(ruling)}>
      ${records() ? _('Appealed by …') : _('Appeal')}
    </button>`;
  }

  #end({ appellant, stands, recorded_by: by }) {
    if (!appellant) return nothing;
    const ends = { true: _('The ruling stands.'), false: _('The ruling was overruled.') };
    const appealed = fmt(_('{name} appealed against the ruling.'), { name: isolated(nameOf(appellant)) });
    const recorded = by ? fmt(_('Recorded by {name}.'), { name: isolated(nameOf(by)) }) : '';
    return html`<p class="small">${appealed} ${recorded} ${ends[stands] ?? _('The meeting decides on it.')}</p>`;
  }

  render() {
    const ruling = latest();
    if (!ruling) return nothing;
    const values = { name: isolated(nameOf(ruling.member)), verdict: verdict(ruling.verdict) };
    const words = html`<p><strong>${fmt(_('Point of order of {name}: {verdict}'), values)}</strong></p>
      <p class="text"><bdi>${ruling.reason}</bdi></p>
      ${this.#end(ruling)}`;
    return html`${note('', 'scale', words, this.#button(ruling))}${trouble(this.trouble)}`;
  }
}

customElements.define('ruling-note', RulingNote);
