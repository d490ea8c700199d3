// What the chair does about the votes that wait: go on with an election, redo a round that rests on a wrong result, open the first.
import { number } from '../format.js';
import { _, fmt } from '../i18n.js';
import { lacksRound, roundDialog } from '../organisers/follow-ups.js';
import { cancelDialog } from '../organisers/poll-dialogs.js';
import { may, poll as pollOf } from '../view.js';

function words({ question, round = 1 }) {
  const sentence = round > 1 ? _('Open voting, round {n}: {question}') : _('Open voting: {question}');
  return fmt(sentence, { n: number(round), question });
}

/** `first` of the votes that are prepared; `step` makes a step. */
export function openingStep(first, step) {
  const last = pollOf();
  if (last?.state === 'declared' && lacksRound(last) && may('next_round'))
    return step('next_round', { poll: last.ref }, 'chevron-right', fmt(_('Next round: {question}'), last), { form: () => roundDialog(last) });
  if (!first || !may('open_poll')) return null;
  const { ref: poll, outdated, round } = first;
  const redo = fmt(_('Cancel round {n}: it rests on a corrected result'), { n: number(round ?? 1) });
  if (outdated) return step('cancel_poll', { poll }, 'triangle-alert', redo, { form: () => cancelDialog(first) });
  return step('open_poll', { poll }, 'vote', words(first));
}
