// Other terms for a question that the rules put to the vote: the form of a poll, filled with the terms that it would have.
import { html, nothing } from '../../vendor/lit.js';
import { _ } from '../i18n.js';
import { commands } from '../live.js';
import { motionText } from '../motion-text.js';
import { usualTerms } from '../terms.js';
import { motion as motionOf } from '../view.js';
import { openForm } from './form-dialog.js';
import { emptyDraft, settled } from './poll-draft.js';
import './poll-form.js';

const share = ({ num, den, strict }) => `${strict ? '>' : ''}${num}/${den}`;
const isPlain = ({ majority = 'simple', base = 'yes_no', groups = [] }) =>
  typeof majority === 'string' && majority !== 'relative' && base === 'yes_no' && !groups.length;

/** What the form holds for a question on these terms; `terms` as the standing orders or a poll say them. */
function draftOf(terms, question) {
  const { method, secrecy, majority = 'simple', tie = '', turnout, second, by } = terms;
  const fraction = typeof majority === 'object' ? { majority: 'fraction', ...majority } : { majority };
  return settled({
    ...emptyDraft(),
    question,
    isAbout: true,
    method,
    secrecy,
    strict: false,
    ...fraction,
    base: terms.base_rule ?? terms.base ?? 'yes_no',
    tie,
    turnout: turnout ? share(turnout) : '',
    second: second ? (isPlain(second) ? (second.majority ?? 'simple') : 'kept') : '',
    kept: second,
    by: by === 'paper' ? 'paper' : 'hands',
    aloud: by === 'voice' ? 'voice' : 'tablet',
  });
}

function dialog(draft, about, fields) {
  return openForm({
    title: _('Put to the vote on other terms'),
    isWide: true,
    body: html`${about ? motionText(about) : nothing}<poll-form .begin=${draft}></poll-form>`,
    yes: _('Prepare the vote'),
    done: _('The vote is prepared.'),
    send: (_values, form) => commands.give('prepare_poll', { ...fields, ...form.querySelector('poll-form').fields() }),
  });
}

/** A motion that is not put yet; without words of the chair's own the usual question is asked. */
export const putOtherwise = (motion) =>
  dialog(draftOf(usualTerms(motion), ''), motion, { item: motion.item, motion: motion.ref });

/** A question that is in writing: it keeps what it is about. */
export const askOtherwise = (poll) =>
  dialog(draftOf(poll, poll.question), motionOf(poll.motion), { item: poll.item, instead_of: poll.ref });
