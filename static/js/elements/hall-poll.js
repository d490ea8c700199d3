// A poll on the hall display. While it is open only the turnout is shown, unless its grade lets everyone see the votes.
import { arithmetic, isRejected, turnout, verdict } from '../arithmetic.js';
import { findings } from '../conditions.js';
import { serverNow } from '../clock.js';
import { number, span } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { isChoice, meeting, motion, optionsOf, poll, nameOf } from '../view.js';
import { answerOf, isByVoice, rollOf } from '../roll-call.js';
import { inTheRoom, pollState, roundWords } from '../words.js';
import { earlierWords } from './corrected-notes.js';
import { hallMotion } from './hall-motion.js';
import { hallLots } from './lot-note.js';
import { MANY, MORE, pollBars } from './poll-bars.js';
import { roundsTable } from './rounds-table.js';
import { html, nothing, svg } from './live-element.js';

const MOST_STANDING = 7;
const MOST_ROUNDS = 8; // as many columns can be read from the last row

const question = (here) => html`<h1 class="hall-question" lang=${meeting().language}><bdi>${here.question}</bdi></h1>`;

function progress({ cast, entitled }) {
  const share = entitled ? (100 * cast) / entitled : 0;
  return html`<svg class="hall-progress" aria-hidden="true">
    ${svg`<rect class="bar-ground" width="100%" height="100%" rx="12"></rect><rect class="bar-fill" width="${share}%" height="100%" rx="12"></rect>`}
  </svg>`;
}

export function votingFace() {
  const here = poll();
  const left = here.closes_at ? Math.max(0, here.closes_at - serverNow()) : null;
  return html`<p class="hall-over">${icon(here.state === 'held' ? 'pause' : 'vote')}${[pollState(here.state), roundWords(here)].filter(Boolean).join(' · ')}</p>
    ${question(here)} ${here.motion ? hallMotion(motion(here.motion), here.part) : nothing}
    <div class="hall-figures ${here.motion ? 'hall-figures-row' : ''}">
      ${left !== null && here.state === 'open' ? html`<p class="hall-clock" role="timer">${span(left + 999)}</p>` : nothing}
      ${isByVoice(here) ? aloud(here) : nothing}
      ${here.secrecy === 'analog' ? html`<p class="hall-big">${inTheRoom(here)}</p>` : count(here)}
    </div>
    ${here.secrecy === 'analog' ? nothing : progress(here)}
    <p class="hall-muted">${turnout(here)}</p>`;
}

/** Whose name is called, large; the one after it, so that it can get ready. */
function aloud(here) {
  const names = rollOf(here).filter(({ ref }) => !answerOf(here, ref));
  const next = names.find(({ ref }) => ref !== here.calling);
  return html`<p class="hall-name"><bdi>${here.calling ? nameOf(here.calling) : _('Every name was called.')}</bdi></p>
    ${next ? html`<p class="hall-muted">${_('Next:')} <bdi>${next.name}</bdi></p>` : nothing} ${hallLots(here)}`;
}

/** What may be chosen, while nobody sees how the votes fall. */
function options(here) {
  if (!isChoice(here)) return nothing;
  const count = optionsOf(here).length;
  const look = count > MORE ? 'hall-options-many hall-options-more' : count > MANY ? 'hall-options-many' : '';
  return html`<ul class="hall-options ${look}">${optionsOf(here)
    .filter(({ ref }) => ref !== 'blank')
    .map(({ text }) => html`<li><bdi>${text}</bdi></li>`)}</ul>`;
}

function count(here) {
  if (here.tally) return pollBars(here);
  return html`${options(here)}<p class="hall-count"><strong>${number(here.cast)}</strong> / ${number(here.entitled)}</p>`;
}

/** Of many candidates the last rounds, in which few stood: a table of all would be read by nobody. */
function hallRounds(here) {
  const few = here.rounds.findIndex(({ tally }) => Object.keys(tally).length <= MOST_STANDING);
  const late = Math.max(few, here.rounds.length - MOST_ROUNDS);
  return roundsTable(here, late > 0 ? here.rounds.length - late : MOST_ROUNDS);
}

export function resultFace() {
  const here = poll();
  const isDeclared = here.state === 'declared';
  const words = isDeclared ? fmt(_('Result: {verdict}'), { verdict: verdict(here) }) : _('Voting is closed');
  const mark = !isDeclared ? 'clock' : isRejected(here) ? 'circle-x' : 'circle-check';
  return html`<p class="hall-over"><bdi>${[roundWords(here), here.question].filter(Boolean).join(' · ')}</bdi></p>
    <h1 class="hall-verdict ${isDeclared ? (isRejected(here) ? 'verdict-no' : 'verdict-yes') : ''}">${icon(mark)}${words}</h1>
    ${
      here.tally
        ? html`${here.rounds ? hallRounds(here) : pollBars(here, true)}
            <p class="hall-sum">${arithmetic(here)}</p>
            ${findings(here).map((found) => html`<p class="hall-muted"><bdi>${found}</bdi></p>`)}
            ${hallLots(here)}
            ${(here.corrected ?? []).map((one) => html`<p class="hall-muted">${earlierWords(here, one)} <bdi>${one.reason}</bdi></p>`)}`
        : nothing
    }`;
}
