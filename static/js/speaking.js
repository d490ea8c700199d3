// How long members may still speak on the item in hand, by the rules of the body. Reads the view, changes nothing.
import { serverNow } from './clock.js';
import { floor, meeting, member, members } from './view.js';

const UNCOUNTED = ['point_of_order', 'answer'];

/** Milliseconds of their time that somebody has used on this item, with the speech in hand. */
function spokenBy(ref) {
  const { spoken = {}, speaker, kind, since } = floor();
  const isRunning = speaker === ref && since && !UNCOUNTED.includes(kind);
  return (spoken[ref] ?? 0) + (isRunning ? serverNow() - since : 0);
}

/** Whether the rules of the body limit speeches by themselves. */
export function hasLimits() {
  const { speech_limit_s: speech, member_limit_s: own, group_limit_s: shared } = meeting().rules ?? {};
  return Boolean(speech || own || shared);
}

/** Milliseconds left to somebody on this item; null where the rules set no limit. */
export function timeLeft(ref) {
  const { member_limit_s: own, group_limit_s: shared } = meeting().rules ?? {};
  const group = member(ref)?.group;
  const left = own ? [own * 1000 - spokenBy(ref)] : [];
  if (shared && group) {
    const together = members().filter((other) => other.group === group);
    left.push(together.reduce((rest, other) => rest - spokenBy(other.ref), shared * 1000));
  }
  return left.length ? Math.max(0, Math.min(...left)) : null;
}
