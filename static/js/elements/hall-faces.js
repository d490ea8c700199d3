// Faces of the hall display that need few numbers: waiting, item, speaker, break, end.
import { serverNow } from '../clock.js';
import { date, listed, number, span, time } from '../format.js';
import { _, fmt, n_ } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { motionInHand } from '../motion-in-hand.js';
import { floor, item, items, meeting, member, nextItem, nameOf } from '../view.js';
import { agreements } from './agreements.js';
import { hallMotion } from './hall-motion.js';
import { quorumWords } from './quorum-chip.js';
import './speech-clock.js';
import { inHand, placeOf, together } from './together.js';
import { html, nothing } from './live-element.js';

const titled = (text) => html`<h1 class="hall-title" lang=${meeting().language}><bdi>${text}</bdi></h1>`;

export function waitingFace() {
  const { title, body, place, starts_at: starts } = meeting();
  return html`<p class="hall-over"><bdi>${body}</bdi></p>
    ${titled(title)} ${starts ? html`<p class="hall-big">${date(starts)} · ${time(starts)}</p>` : nothing}
    <p class="hall-muted"><bdi>${place}</bdi></p>`;
}

export function openFace() {
  const { title, body } = meeting();
  return html`<p class="hall-over"><bdi>${body}</bdi></p>
    ${titled(title)}
    <p class="hall-big">${_('The meeting is open')}</p>`;
}

export function suspendedFace() {
  const { until } = meeting();
  if (!until)
    return html`<p class="hall-over">${icon('coffee')}${_('Break')}</p>
      ${titled(_('The meeting is suspended'))}`;
  const left = until - serverNow();
  // Nobody who comes back may think that they have missed something, or that there is time left.
  const words = left > 0 ? fmt(_('We go on at {time}'), { time: time(until) }) : _('The break is over: we go on shortly.');
  return html`<p class="hall-over">${icon('coffee')}${_('Break')}</p>
    ${titled(words)} ${left > 0 ? html`<p class="hall-clock" role="timer">${span(left + 999)}</p>` : nothing}`;
}

export function closedFace() {
  return html`<p class="hall-over"><bdi>${meeting().title}</bdi></p>
    ${titled(_('The meeting is closed'))}
    <p class="hall-big">${_('Thank you.')}</p>`;
}

/** The roll is called by name: the count grows as the chair or the secretary marks. */
export function calledFace() {
  const quorum = store.get('quorum');
  const present = quorum?.present ?? 0;
  return html`<h1 class="hall-over">${_('Roll call')}</h1>
    <p class="hall-huge">${present}</p>
    <p class="hall-big">${fmt(n_('{n} member is present', '{n} members are present', present), { n: present })}</p>
    ${quorum ? html`<p class="hall-muted">${quorumWords(quorum)}</p>` : nothing}`;
}

/** The first of those who wait for the floor, so that they can get ready. */
function comingUp(speaker) {
  const names = floor()
    .list.filter((one) => one.member !== speaker)
    .slice(0, 3)
    .map((one) => nameOf(one.member));
  return names.length ? html`<p class="hall-big">${_('Next:')} ${names.map((name, at) => html`${at ? ' · ' : ''}<bdi>${name}</bdi>`)}</p>` : nothing;
}

/** Which items are debated: one with its place, several by their numbers. */
function placeWords() {
  const [all, total] = [inHand(), number(items().length)];
  if (all.length > 1) return fmt(_('Items {numbers} of {total}'), { numbers: listed(all.map(placeOf)), total });
  return all.length ? fmt(_('Item {n} of {total}'), { n: placeOf(all[0]), total }) : '';
}

/** The speaker's name and clock take the room; with a motion in hand they give some of it to its words. */
function speakerFace(speaker, here) {
  const motion = motionInHand();
  const about = [member(speaker)?.title, member(speaker)?.group].filter(Boolean).join(' · ');
  const over = html`<p class="hall-over"><bdi>${here ? `${placeWords()} · ${here.title}` : ''}</bdi></p>`;
  const name = html`<h1 class="hall-name"><bdi>${nameOf(speaker)}</bdi></h1>`;
  const clock = html`<speech-clock class="hall-clock"></speech-clock>`;
  if (motion)
    return html`${over}
      <div class="hall-speaking"><div>${name}<p class="hall-muted"><bdi>${about}</bdi></p></div>${clock}</div>
      ${hallMotion(motion)} ${comingUp(speaker)}`;
  return html`${over}${name}
    <p class="hall-muted"><bdi>${about}</bdi></p>
    ${clock} ${comingUp(speaker)}`;
}

/** The item in hand, or who speaks on it. */
export function itemFace(speaker) {
  const here = item();
  if (speaker) return speakerFace(speaker, here);
  const motion = motionInHand();
  if (motion)
    return html`<p class="hall-over"><bdi>${placeWords()} · ${here.title}</bdi></p>
      ${agreements(here.ref)} ${hallMotion(motion, 0, true)}`;
  const next = nextItem();
  return html`<p class="hall-over">${placeWords()}</p>
    ${here ? titled(here.title) : nothing} ${together('hall-muted')} ${here ? agreements(here.ref) : nothing}
    ${next ? html`<p class="hall-muted">${_('Next:')} <bdi>${next.title}</bdi></p>` : nothing}`;
}
