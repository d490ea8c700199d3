// One poll with its result: the words first, then bars, then the arithmetic, then the names where its grade allows them.
import { arithmetic, isRejected, turnout, verdict } from '../arithmetic.js';
import { findings } from '../conditions.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { place as addressOf } from '../page.js';
import { chosenWords } from '../ranking.js';
import { member, nameOf, poll as pollOf } from '../view.js';
import { roundWords } from '../words.js';
import { correctedNotes } from './corrected-notes.js';
import { firstNameNote, lotNote } from './lot-note.js';
import { pollBars } from './poll-bars.js';
import './vote-explanations.js';
import { roundsTable } from './rounds-table.js';
import { LiveElement, html, nothing, repeat } from './live-element.js';

const WITH_NAMES = ['open', 'named'];

class PollResult extends LiveElement {
  static keys = ['poll/', 'member/'];
  static properties = { poll: {}, heading: {}, names: { state: true } };

  /** Names that were fetched before a correction are not right any more. */
  willUpdate() {
    const count = pollOf(this.poll)?.corrected?.length ?? 0;
    if (this.corrections !== undefined && this.corrections !== count) this.names = undefined;
    this.corrections = count;
  }

  async #showNames(event) {
    if (!event.target.open || this.names) return;
    const answer = await fetch(addressOf('polls', this.poll)).catch(() => null);
    const found = answer?.ok ? await answer.json() : {};
    const place = ([ref]) => member(ref)?.order ?? Infinity;
    this.names = Object.entries(found.ballots ?? {}).sort((one, other) => place(one) - place(other));
    this.proxies = found.proxies ?? {};
    this.isMissing = !answer?.ok;
  }

  #words(poll) {
    if (poll.state === 'cancelled') return _('Voting was cancelled');
    if (poll.state !== 'declared') return _('Voting is closed. The chair has not declared the result yet.');
    return fmt(_('Result: {verdict}'), { verdict: verdict(poll) });
  }

  #proxy(member) {
    const proxy = this.proxies[member];
    return proxy ? html` <small>${fmt(_('by proxy {name}'), { name: nameOf(proxy) })}</small>` : nothing;
  }

  #names(poll) {
    if (!WITH_NAMES.includes(poll.secrecy) || !['closed', 'declared'].includes(poll.state)) return nothing;
    const word = (choice) => chosenWords(poll, choice).join(', ');
    const row = ([member, choice]) =>
      html`<li class="rows-row">
        <span class="grow"><bdi>${nameOf(member)}</bdi>${this.#proxy(member)}</span
        ><strong>${word(choice)}</strong>
      </li>`;
    const missing = html`<p class="empty">
      ${this.isMissing ? _('The names could not be loaded. Close this and try again.') : _('One moment…')}
    </p>`;
    return html`<details class="more" @toggle=${this.#showNames}>
      <summary>${_('Show names')}</summary>
      ${
        this.names?.length
          ? html`<ul class="rows">
              ${repeat(this.names, ([member]) => member, row)}
            </ul>`
          : missing
      }
    </details>`;
  }

  render() {
    const poll = pollOf(this.poll);
    if (!poll) return nothing;
    const mark = poll.state === 'cancelled' ? 'circle-x' : poll.state !== 'declared' ? 'clock' : isRejected(poll) ? 'circle-x' : 'circle-check';
    const level = html`<span
      class="row verdict verdict-${poll.state === 'declared' ? (isRejected(poll) ? 'no' : 'yes') : 'open'}"
      >${icon(mark)}${this.#words(poll)}</span
    >`;
    return html`<div class="stack" role="group" aria-label=${poll.question}>
      ${this.heading === 'none' ? nothing : html`<p class="text"><bdi>${poll.question}</bdi></p>`}
      ${poll.round > 1 ? html`<p class="small muted">${roundWords(poll)}</p>` : nothing}
      <h2>${level}</h2>
      ${
        poll.tally
          ? html`${poll.rounds ? roundsTable(poll) : pollBars(poll)}
              <p>${arithmetic(poll)}</p>
              ${findings(poll).map((found) => html`<p class="small"><bdi>${found}</bdi></p>`)}`
          : nothing
      }
      ${
        poll.state === 'cancelled'
          ? html`<p class="text"><strong>${_('Reason:')}</strong> <bdi>${poll.reason}</bdi></p>`
          : html`<p class="muted small">${turnout(poll)}</p>`
      }
      ${lotNote(poll)} ${firstNameNote(poll)} ${correctedNotes(poll)} ${this.#names(poll)}
      <vote-explanations .poll=${poll.ref}></vote-explanations>
    </div>`;
  }
}

customElements.define('poll-result', PollResult);
