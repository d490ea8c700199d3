// The votes of one item on the desk: prepared with their rule in words, running with their turnout, done with their result.
import { rule, turnout } from '../arithmetic.js';
import { conditions } from '../conditions.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { isChoice, item as itemOf, meeting, optionsOf, pollsOf } from '../view.js';
import { secrecy } from '../secrecy.js';
import { pollState, roundWords } from '../words.js';
import { LiveElement, html, nothing, repeat } from '../elements/live-element.js';
import { agreements } from '../elements/agreements.js';
import { standingNotes } from '../elements/corrected-notes.js';
import { interests } from '../elements/interests.js';
import '../elements/poll-result.js';
import { followUps } from '../organisers/follow-ups.js';
import { recusalDialog } from '../organisers/recusal-dialog.js';
import { prepareDialog } from '../organisers/poll-dialogs.js';
import { offer } from '../organisers/press.js';
import { offerCorrection } from '../organisers/result-dialog.js';

const RUNNING = ['open', 'held'];
const COUNTED = ['closed', 'declared'];

class DeskPolls extends LiveElement {
  static keys = ['consensus/', 'recusal/', 'interest/', 'member/', 'poll/', 'item/', 'can', 'me', 'meeting'];
  static properties = { item: {} };

  #row(poll) {
    if (COUNTED.includes(poll.state))
      return html`<li class="card stack-tight"><poll-result .poll=${poll.ref}></poll-result>${offerCorrection(poll)}${followUps(poll)}</li>`;
    const tone = RUNNING.includes(poll.state) ? 'pill-ok' : 'pill-plain';
    const options =
      isChoice(poll)
        ? html`<p class="small">${optionsOf(poll).map(({ text }, index) => html`${index ? ' · ' : ''}<bdi>${text}</bdi>`)}</p>`
        : nothing;
    return html`<li class="card stack-tight">
      <p class="row">
        <span class="pill ${tone}">${icon('vote')}${pollState(poll.state)}</span
        >${poll.round > 1 ? html`<span class="pill">${roundWords(poll)}</span>` : nothing}${RUNNING.includes(poll.state) ? html`<strong>${turnout(poll)}</strong>` : nothing}
      </p>
      <p class="text" lang=${meeting().language}><bdi>${poll.question}</bdi></p>
      ${options} ${standingNotes(poll)} ${poll.reason ? html`<p class="text"><strong>${_('Reason:')}</strong> <bdi>${poll.reason}</bdi></p>` : nothing}
      <p class="small muted">${rule(poll)}<br />${[...conditions(poll), secrecy(poll.secrecy)].join(' ')}</p>
    </li>`;
  }

  render() {
    const polls = pollsOf(this.item);
    return html`<section class="stack-tight" aria-labelledby="polls-heading">
      <header class="row">
        <h2 id="polls-heading" class="grow">${_('Votes')}</h2>
        ${offer('recuse', 'scale', _('Conflict of interest'), () => recusalDialog(itemOf(this.item)), 'quiet')}
        ${offer('prepare_poll', 'plus', _('Prepare a vote'), () => prepareDialog(itemOf(this.item)))}
      </header>
      ${agreements(this.item)}${interests(this.item)}
      ${
        polls.length
          ? html`<ol class="stack-tight">
              ${repeat(
                polls,
                ({ ref }) => ref,
                (poll) => this.#row(poll),
              )}
            </ol>`
          : html`<p class="empty">${_('No vote is prepared on this item. The chair opens what you prepare.')}</p>`
      }
    </section>`;
  }
}

customElements.define('desk-polls', DeskPolls);
