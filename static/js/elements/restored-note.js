// That the record was restored from a backup, and what this page had been told is recorded and is no more. Put away by a press.
import { announceNow } from '../announce.js';
import { gone } from '../confirmed.js';
import { date, exactTime, isolated, time } from '../format.js';
import { _, fmt, n_ } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { page } from '../page.js';
import { keep, kept } from '../settings.js';
import { me, nameOf, optionsOf } from '../view.js';
import { LiveElement, html, nothing } from './live-element.js';

const KEPT = `restored:${page.meeting}:${page.seat ?? ''}`;

const restorations = () => store.all('restored/').sort((a, b) => a.ref - b.ref);

/** 14:02, with its day if that was not the day of the restoration. */
function when({ taken_at: at, at: restored }, clock) {
  return date(at) === date(restored) ? clock(at) : `${date(at)}, ${clock(at)}`;
}

function voteWords({ at, vote: { question, voter, chosen } }) {
  const values = { question: isolated(question ?? ''), time: exactTime(at), name: isolated(nameOf(voter)) };
  const choice = optionsOf({ options: chosen }).map(({ text }) => text);
  const whose = voter && voter !== me().ref ? _('The vote for {name} on “{question}”, recorded at {time}') : _('Your vote on “{question}”, recorded at {time}');
  return choice.length ? `${fmt(whose, values)}: ${choice.join(', ')}` : fmt(whose, values);
}

function lostWords(lost) {
  const votes = lost.filter(({ vote }) => vote).map(voteWords);
  const others = lost.length - votes.length;
  return others ? [...votes, fmt(n_('{n} other entry of yours', '{n} other entries of yours', others), { n: others })] : votes;
}

class RestoredNote extends LiveElement {
  static keys = ['restored/', 'me', 'member/'];
  static properties = { isOrganisers: { type: Boolean } };
  #read = null;

  #sentence(last) {
    if (!this.isOrganisers) return fmt(_('This meeting was restored from a backup of {time}.'), { time: when(last, time) });
    const values = { time: when(last, exactTime), at: exactTime(last.at), by: isolated(last.by) };
    return fmt(_('The record was restored at {at} from a backup of {time}, by {by}.'), values);
  }

  #advice(last) {
    const values = { time: when(last, exactTime), at: exactTime(last.at), kept: last.ref - 1 };
    if (this.isOrganisers)
      return fmt(_('It goes up to entry {kept}. What was recorded between {time} and {at} is missing: please ask the members to check their votes.'), values);
    return me().votes || me().votes_for?.length ? _('Please check whether your vote is shown.') : '';
  }

  updated() {
    const last = restorations().at(-1);
    if (!last || last.log === this.#read || kept(KEPT, '') === last.log) return;
    this.#read = last.log;
    announceNow(`${this.#sentence(last)} ${this.#advice(last)}`);
  }

  #close(log) {
    keep(KEPT, log);
    this.requestUpdate();
  }

  render() {
    const all = restorations();
    const last = all.at(-1);
    if (!last || kept(KEPT, '') === last.log) return nothing;
    const lost = lostWords(gone(all));
    return html`<aside class="note note-warn" aria-label=${_('Restored from a backup')}>
      ${icon('history')}
      <div class="stack-tight">
        <p><strong>${this.#sentence(last)}</strong> ${this.#advice(last)}</p>
        ${
          lost.length
            ? html`<p>${_('This page had been told that this was recorded; it is there no more:')}</p>
                <ul>${lost.map((words) => html`<li>${words}</li>`)}</ul>`
            : nothing
        }
      </div>
      <button type="button" class="button button-quiet" aria-label=${_('Put this away')} @click=${() => this.#close(last.log)}>
        ${icon('x')}
      </button>
    </aside>`;
  }
}

customElements.define('restored-note', RestoredNote);
