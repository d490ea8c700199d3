// One motion with what this seat may do about it: second, withdraw, amend; for the chair put to the vote, order, drop.
import { html, nothing } from '../../vendor/lit.js';
import { ask } from '../ask.js';
import { listed } from '../format.js';
import { _, fmt, n_, p_ } from '../i18n.js';
import { icon } from '../icons.js';
import { number } from '../format.js';
import { store } from '../live.js';
import { motionText } from '../motion-text.js';
import { amendmentsTo, isPending, lacksSeconders, pollOn } from '../motions.js';
import { termsInWords, usualTerms } from '../terms.js';
import { may, mayOneself, me, meeting, motion as motionOf, nameOf, records } from '../view.js';
import { motionState, procedure } from '../words.js';
import { saidOf } from '../organisers/for-member.js';
import { press, pressSign } from '../organisers/press.js';
import { amendDialog, dropDialog, restateDialog } from './motion-forms.js';
import { placeOf } from './together.js';
import { divideDialog, partsList } from './motion-parts.js';

async function withdraw(motion, give) {
  const isSure = await ask({
    title: _('Withdraw your motion?'),
    text: motion.text,
    yes: _('Withdraw the motion'),
    isDangerous: true,
  });
  if (isSure) give('withdraw_motion', { motion: motion.ref });
}

function ofMember(motion, give, isBusy) {
  if (records()) return saidOf(motion, give, isBusy);
  const me = store.you?.ref;
  const mayAmend = may('move_amendment') && !motion.amends && !motion.procedure && !motion.parts?.length;
  const amend = mayAmend ? press('pen-line', _('Amend'), () => amendDialog(motion), '', isBusy) : nothing;
  if (motion.mover === me)
    return html`${may('withdraw_motion') ? press('', _('Withdraw'), () => withdraw(motion, give), '', isBusy) : nothing}${amend}`;
  if (motion.seconders?.includes(me))
    return html`<span class="pill pill-ok">${icon('check')}${_('You second this')}</span>${amend}`;
  const second = () => give('second_motion', { motion: motion.ref });
  return html`${may('second_motion') ? press('', _('Second'), second, '', isBusy) : nothing}${amend}`;
}

/** Mover and chair divide the question; anybody else moves that it be divided. */
function divide(motion, give, isBusy) {
  const isOwn = motion.mover === store.you?.ref || me().role === 'chair';
  if (isOwn && may('divide_motion') && motion.divisible)
    return press('list-ordered', _('Divide'), () => divideDialog(motion), 'quiet', isBusy);
  const isAsked = store.all('motion/').some((other) => other.divides === motion.ref);
  if (isAsked || motion.procedure || motion.parts?.length || !mayOneself('move_procedural')) return nothing;
  const move = () => give('move_procedural', { kind: 'divide', motion: motion.ref });
  return press('list-ordered', _('Move to divide it'), move, 'quiet', isBusy);
}

/** One press puts the question in writing on the usual terms, which are said; the next step of the chair is then to open the vote. */
function putting(motion, give, isBusy) {
  const poll = pollOn(motion.ref);
  if (!motion.ready) return nothing;
  if (poll) return poll.state === 'prepared' ? otherTerms('askOtherwise', poll, isBusy) : nothing;
  const put = () => give('put_motion', { motion: motion.ref });
  return html`${may('put_motion') ? press('vote', _('Put to the vote'), put, '', isBusy) : nothing}
  ${otherTerms('putOtherwise', motion, isBusy)}`;
}

/** The form is there only for the chair: no tablet loads it before. */
function otherTerms(way, about, isBusy) {
  if (!may('prepare_poll')) return nothing;
  const open = async () => (await import('../organisers/other-terms.js'))[way](about);
  return press('scale', _('Other terms…'), open, 'quiet', isBusy);
}

/** Puts the amendment one place further up in the order of voting. */
function up(motion, give, isBusy) {
  const order = amendmentsTo(motion.amends).filter(isPending).map(({ ref }) => ref);
  const here = order.indexOf(motion.ref);
  if (!motion.amends || here < 1 || !may('order_amendments')) return nothing;
  const moved = [...order.slice(0, here - 1), motion.ref, order[here - 1], ...order.slice(here + 1)];
  const move = () => give('order_amendments', { motion: motion.amends, amendments: moved });
  return pressSign('arrow-up', _('Vote on this amendment earlier'), move, isBusy);
}

function ofChair(motion, give, isBusy) {
  return html`${putting(motion, give, isBusy)} ${up(motion, give, isBusy)}
  ${may('drop_motion') ? press('x', _('Not put to the vote'), () => dropDialog(motion), 'quiet', isBusy) : nothing}`;
}

function restating(motion, isBusy) {
  const isOwn = motion.mover === store.you?.ref || me().role === 'chair';
  if (!motion.excluded_by || motion.parts?.length || !isOwn || !may('restate_amendment')) return nothing;
  return press('pen-line', _('Restate'), () => restateDialog(motion), '', isBusy);
}

function excluded({ excluded_by: by }) {
  if (!by) return nothing;
  const words = _('The amendment of {name}, which was adopted, has changed the same words. This one is restated, or not put to the vote.');
  return html`<p class="note note-warn">${fmt(words, { name: nameOf(motionOf(by)?.mover) })}</p>`;
}

function facts(motion) {
  const seconded = motion.seconders?.length
    ? fmt(_('seconded by {names}'), { names: listed(motion.seconders.map(nameOf)) })
    : '';
  const lacking = isPending(motion) ? lacksSeconders(motion, meeting()) : 0;
  const needed = fmt(n_('{n} more seconder is needed', '{n} more seconders are needed', lacking), { n: number(lacking) });
  const by = motion.recorded_by ? fmt(_('recorded by {name}'), { name: nameOf(motion.recorded_by) }) : '';
  return [fmt(_('Moved by {name}'), { name: nameOf(motion.mover) }), by, seconded, lacking ? needed : ''].filter(Boolean).join(' · ');
}

function heading(motion) {
  if (motion.procedure) return procedure(motion.procedure);
  return motion.amends ? _('Amendment') : p_('debate', 'Motion');
}

/** `isOneOfMany`: the motions on several items are shown together. */
export function motionCard(motion, give, isBusy, isOneOfMany = false) {
  const isOpen = isPending(motion) && store.isLive;
  return html`<li class="card ${motion.amends ? 'card-inner' : ''}">
    <p class="row"><strong>${heading(motion)}</strong><span class="pill">${motionState(motion.state)}</span>${
      isOneOfMany ? html`<span class="muted small">${fmt(_('Item {n}'), { n: placeOf(motion.item) })}</span>` : nothing
    }</p>
    ${motionText(motion)}${excluded(motion)}${partsList(motion)} ${motion.reason ? html`<p class="small"><bdi>${motion.reason}</bdi></p>` : nothing}
    <p class="muted small">${facts(motion)}</p>
    ${isOpen && may('put_motion') && motion.ready && !pollOn(motion.ref) ? html`<p class="muted small">${termsInWords(usualTerms(motion))}</p>` : nothing}
    ${isOpen ? html`<div class="row">${ofMember(motion, give, isBusy)}${ofChair(motion, give, isBusy)}${restating(motion, isBusy)}${divide(motion, give, isBusy)}</div>` : nothing}
  </li>`;
}
