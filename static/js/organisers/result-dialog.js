// A result that is wrong: the counts anew, or the vote of a member as it should have been, and why. Both results stay on record.
import { html, nothing } from '../../vendor/lit.js';
import { choiceWords } from '../elements/corrected-notes.js';
import { number } from '../format.js';
import { _, fmt } from '../i18n.js';
import { commands } from '../live.js';
import { place } from '../page.js';
import { isRanked } from '../ranking.js';
import { isChoice, members, optionsOf } from '../view.js';
import { countsFields, countsOf } from './counts-dialog.js';
import { answersField, longField, selectField } from './fields.js';
import { openForm } from './form-dialog.js';
import { offer } from './press.js';

const NO_VOTE = '';

/** Offered for what was counted, unless nobody knows whose ballots they are. */
export const canBeCorrected = ({ state, secrecy }) => ['closed', 'declared'].includes(state) && secrecy !== 'confidential';

export const offerCorrection = (poll) =>
  canBeCorrected(poll) ? offer('correct_result', 'pen-line', _('Correct the result'), () => resultDialog(poll), 'quiet') : nothing;

async function recorded(poll) {
  const answer = await fetch(place('polls', poll.ref)).catch(() => null);
  return answer?.ok ? ((await answer.json()).ballots ?? {}) : {};
}

function marks(poll) {
  const choices = [...optionsOf(poll).map(({ ref, text }) => [ref, text]), [NO_VOTE, _('Did not vote')]];
  if (isRanked(poll)) return places(poll, choices);
  if ((poll.max ?? 1) <= 1) return answersField({ name: 'choice', label: _('The right vote'), choices, value: null });
  const line = ([ref, text]) =>
    html`<label class="choice"><input type="checkbox" name="choice" value=${ref} /><span class="grow"><bdi>${text}</bdi></span></label>`;
  return html`<fieldset class="stack-tight">
    <legend class="label">${_('The right vote')}</legend>
    <span class="hint">${_('With no mark the member did not vote.')}</span>
    ${choices.slice(0, -1).map(line)}
  </fieldset>`;
}

/** One field for each place; those left open are no places. */
function places(poll, choices) {
  const open = [[NO_VOTE, _('Nobody')], ...choices.slice(0, -1)];
  return html`<fieldset class="stack-tight">
    <legend class="label">${_('The right vote')}</legend>
    <span class="hint">${_('With no mark the member did not vote.')}</span>
    ${poll.options.map((_option, index) =>
      selectField({ name: 'choice', label: fmt(_('Place {n}'), { n: number(index + 1) }), choices: open }),
    )}
  </fieldset>`;
}

async function votesForm(poll) {
  const ballots = await recorded(poll);
  const sorted = members()
    .filter(({ votes, ref }) => votes > 0 && !poll.recused?.includes(ref))
    .sort((a, b) => a.name.localeCompare(b.name));
  const choices = sorted.map(({ ref, name }) => [ref, `${name}: ${choiceWords(poll, ballots[ref] ?? [])}`]);
  return html`${selectField({ name: 'member', label: _('Whose vote was recorded wrongly?'), choices })} ${marks(poll)}`;
}

function voteOf(poll, values, form) {
  const marked = new FormData(form).getAll('choice').filter((ref) => ref !== NO_VOTE);
  if (values.choice === undefined && (poll.max ?? 1) <= 1) throw new Error(_('Choose the right vote first.'));
  return { votes: { [values.member]: isChoice(poll) || !marked.length ? marked : marked[0] } };
}

export async function resultDialog(poll) {
  const inRoom = poll.secrecy === 'analog';
  const fields = inRoom ? countsFields(poll, { tally: poll.tally, invalid: poll.invalid, ballots: poll.cast }) : await votesForm(poll);
  return openForm({
    title: _('Correct the result'),
    body: html`<p class="text"><bdi>${poll.question}</bdi></p>
      ${fields} ${longField({ name: 'reason', label: _('Why is it corrected?'), isRequired: true, rows: 2 })}
      <p class="muted small">${_('The result that was wrong stays on record: the screens and the minutes show both.')}</p>`,
    yes: _('Correct the result'),
    isDangerous: true,
    done: _('The result is corrected.'),
    send: (values, form) =>
      commands.give('correct_result', {
        poll: poll.ref,
        reason: values.reason.trim(),
        ...(inRoom ? countsOf(poll, values) : voteOf(poll, values, form)),
      }),
  });
}
