// What the chair does next with a poll: enters its counts, closes it, lets it go on, declares its result.
import { tieWords, verdict } from '../arithmetic.js';
import { _, fmt, n_ } from '../i18n.js';
import { number } from '../format.js';
import { isChoice, optionsOf } from '../view.js';
import { countsDialog } from '../organisers/counts-dialog.js';

/** rejected 9–10, or: elected: A and B; and what broke a tie. */
function outcome(poll) {
  const [yes, no] = optionsOf(poll).map(({ ref }) => number(poll.tally?.[ref] ?? 0));
  const said = isChoice(poll) ? verdict(poll) : `${verdict(poll)} ${yes}–${no}`;
  return [said, tieWords(poll)].filter(Boolean).join(', ');
}

function closing({ secrecy, cast, entitled }) {
  if (secrecy === 'analog') return _('Close voting (the counts are entered)');
  return fmt(n_('Close voting ({cast} of {n} voted)', 'Close voting ({cast} of {n} voted)', entitled), {
    cast: number(cast),
    n: number(entitled),
  });
}

/** With so few ballots the totals, beside the list of who has voted, tell what is to stay secret. */
function revealing({ cast }) {
  const told = n_(
    'Only {n} ballot is in the box. The result would tell how that member voted.',
    'Only {n} ballots are in the box. The result would tell how those members voted, or nearly.',
    cast,
  );
  return { title: _('Close the voting all the same?'), text: fmt(told, { n: number(cast) }), yes: _('Close voting') };
}

const isRevealing = ({ secrecy, cast }) => secrecy === 'confidential' && cast > 0 && cast < 3;

/** The one step that a poll in progress, or one that is to be declared, leaves to the chair. `step` makes it. */
export function pollStep(poll, step) {
  const fields = { poll: poll.ref };
  if (poll.state === 'held') return step('resume_poll', fields, 'play', _('Resume voting'));
  if (poll.state === 'open' && poll.secrecy === 'analog' && !poll.counted)
    return step('enter_counts', fields, 'list', _('Enter the counts'), { form: () => countsDialog(poll) });
  if (poll.state === 'open') {
    const sure = isRevealing(poll) ? { question: revealing(poll) } : { again: _('Press again to close the voting') };
    return step('close_poll', fields, 'lock', closing(poll), sure);
  }
  const words = fmt(_('Declare the result: {outcome}'), { outcome: outcome(poll) });
  return step('declare_result', fields, 'gavel', words, {
    again: fmt(_('Press again to declare: {outcome}'), { outcome: outcome(poll) }),
  });
}
