// Attendance at a glance: how many are here, who is not, and one press for who has just come in.
import { _, fmt } from '../i18n.js';
import { number } from '../format.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { may, members } from '../view.js';
import { attendance } from '../words.js';
import { LiveElement, html, nothing, repeat } from '../elements/live-element.js';
import { quorumWords } from '../elements/quorum-chip.js';
import { trouble } from '../elements/notes.js';
import { attendanceCount } from './next-step.js';

class DaisAttendance extends LiveElement {
  static keys = ['member/', 'quorum', 'presence', 'can', 'me', 'roll'];

  #row({ ref, name, status, group }) {
    const facts = [attendance(status), group].filter(Boolean).join(' · ');
    return html`<li class="rows-row">
      <span class="grow"><bdi>${name}</bdi><small>${facts}</small></span> ${
        may('record_attendance')
          ? html`<button
              type="button"
              class="button"
              ?disabled=${this.isBusy || !store.isLive}
              @click=${() => this.give('record_attendance', { member: ref, status: 'present' })}
            >
              ${icon('user-check')}${_('Is here')}<span class="visually-hidden">${name}</span>
            </button>`
          : nothing
      }
    </li>`;
  }

  #quorum(quorum) {
    const mark = quorum.met ? 'circle-check' : 'triangle-alert';
    return html`<p class="row ${quorum.met ? '' : 'warn'}">${icon(mark)}${quorumWords(quorum)}</p>`;
  }

  #unconnected(voting) {
    const presence = store.get('presence') ?? {};
    const lost = voting
      .filter(({ ref, status }) => status === 'present' && !presence[ref])
      .sort((a, b) => a.name.localeCompare(b.name));
    if (!lost.length) return nothing;
    return html`<details class="more">
      <summary class="lost">
        ${icon('wifi-off')}${fmt(_('Present without a connection: {n}'), { n: number(lost.length) })}
      </summary>
      <ul class="people">
        ${lost.map(({ name }) => html`<li class="person"><bdi>${name}</bdi></li>`)}
      </ul>
    </details>`;
  }

  render() {
    const voting = members().filter(({ votes }) => votes > 0);
    const away = voting.filter(({ status }) => status !== 'present').sort((a, b) => a.name.localeCompare(b.name));
    const { present, total } = attendanceCount();
    const quorum = store.get('quorum');
    return html`<section class="card" aria-labelledby="attendance">
      <header class="row">
        <h2 id="attendance" class="grow">${_('Attendance')}</h2>
        <strong class="figure">${fmt(_('{present} of {total}'), { present: number(present), total: number(total) })}</strong>
      </header>
      ${quorum?.required ? this.#quorum(quorum) : nothing} ${trouble(this.trouble)} ${this.#unconnected(voting)}
      ${
        away.length
          ? html`<details class="more" ?open=${Boolean(store.get('roll')?.open)}>
              <summary>${fmt(_('Not here: {n}'), { n: number(away.length) })}</summary>
              <ul class="rows">
                ${repeat(
                  away,
                  ({ ref }) => ref,
                  (one) => this.#row(one),
                )}
              </ul>
            </details>`
          : html`<p class="empty">${voting.length ? _('Everybody is here.') : _('Nobody on the list has a vote yet. The secretary can admit members.')}</p>`
      }
    </section>`;
  }
}

customElements.define('dais-attendance', DaisAttendance);
