// One person on the attendance list: what is recorded, pressed to change it; whether a tablet is connected; a new link.
import { time } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { may, me, member, nameOf } from '../view.js';
import { attendance, role as roleWords } from '../words.js';
import { ask } from '../ask.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import { trouble } from '../elements/notes.js';
import { excuseDialog, linkFor, proxyDialog, substituteDialog } from './attendance-dialogs.js';
import { hasNoRecord, isConnected } from './people.js';
import { pressSign } from '../organisers/press.js';

export const STATUSES = { present: 'user-check', absent: 'user-x', excused: 'calendar', left: 'log-out' };

class PersonRow extends LiveElement {
  static keys = ['member/', 'presence', 'can', 'me'];
  static properties = { person: {} };

  /** Only what ends somebody's vote in an open poll asks back; everything else is taken back with one press. */
  async #record(who, status) {
    if (status === 'excused') return excuseDialog(who);
    const isVoting = store.all('poll/').some(({ state }) => state === 'open' || state === 'held');
    if (isVoting && status !== 'present' && who.status === 'present') {
      const question = {
        title: fmt(_('Record {name} as away while a vote is open?'), who),
        text: _('Whoever is not recorded as present cannot vote any more.'),
        yes: attendance(status),
      };
      if (!(await ask(question))) return undefined;
    }
    return this.give('record_attendance', { member: who.ref, status });
  }

  #button(who, status) {
    const words = fmt(_('{name}: {status}'), { name: who.name, status: attendance(status) });
    const isIt = who.status === status && !hasNoRecord(who);
    const isOff = this.isBusy || !store.isLive || !may('record_attendance');
    return html`<button
      type="button"
      class="button status status-${status}"
      aria-pressed=${isIt}
      aria-label=${words}
      title=${attendance(status)}
      ?disabled=${isOff}
      @click=${() => (isIt && status !== 'excused' ? undefined : this.#record(who, status))}
    >
      ${icon(STATUSES[status])}
    </button>`;
  }

  /** When somebody was here, as `10:02–10:40, 11:05–`, and whether that was late. */
  #times(stays = []) {
    const told = ({ since, until, late }) => `${time(since)}–${until ? time(until) : ''}${late ? ` (${_('Late')})` : ''}`;
    return stays.length ? html`<small>${stays.map(told).join(', ')}</small>` : nothing;
  }

  #facts({ ref, role, seat, group, votes, reason, status, stays, substitute, proxy }) {
    const facts = [
      proxy && fmt(_('Proxy: {name}'), { name: nameOf(proxy) }),
      substitute && fmt(_('Substitute: {substitute}'), { substitute }),
      seat && fmt(_('Seat {seat}'), { seat }),
      role !== 'delegate' && roleWords(role),
      group,
      votes > 1 && fmt(_('{n} votes'), { n: votes }),
    ].filter(Boolean);
    const lost =
      !isConnected(ref) && status === 'present' && me().role !== 'steward'
        ? html`<small class="lost">${icon('wifi-off')}${_('No connection')}</small>`
        : nothing;
    return html`<small><bdi>${facts.join(' · ')}</bdi></small
      >${this.#times(stays)}${reason ? html`<small><bdi>${reason}</bdi></small>` : nothing}${lost}`;
  }

  render() {
    const who = member(this.person);
    if (!who) return nothing;
    const isSeat = who.votes > 0 && (may('substitute') || (who.substitute && may('end_substitution')));
    const isProxied = who.votes > 0 && (who.proxy ? may('end_proxy') : may('give_proxy'));
    const isLinked = me().role === 'secretary' && who.ref !== me().ref;
    const link = fmt(_('New link for {name}'), { name: who.name });
    return html`<div class="rows-row person-row">
      <span class="grow"><bdi>${who.name}</bdi>${this.#facts(who)}</span>
      <span class="statuses" role="group" aria-label=${fmt(_('Attendance of {name}'), { name: who.name })}
        >${Object.keys(STATUSES).map((status) => this.#button(who, status))}
        ${isSeat ? pressSign('users', fmt(_('Substitute for {name}'), who), () => substituteDialog(who)) : nothing}
        ${isProxied ? pressSign('vote', fmt(_('Proxy for {name}'), who), () => proxyDialog(who)) : nothing}
        ${isLinked ? pressSign('qr-code', link, () => linkFor(who)) : nothing}</span
      >
      ${trouble(this.trouble)}
    </div>`;
  }
}

customElements.define('person-row', PersonRow);
