// Which motion the debate is on: the one that is put next, else the first on the items in hand, or what is to change it. Reads the view.
import { inHand } from './elements/together.js';
import { store } from './live.js';
import { amendmentsTo, isPending, lacksSeconders, motionsInOrder } from './motions.js';
import { isReady, precedence } from './precedence.js';
import { meeting, motion } from './view.js';

const isBefore = (one) => isPending(one) && !lacksSeconders(one, meeting());

/** The motion, or nothing: one that still lacks seconders is not before the meeting. */
export function motionInHand() {
  const before = inHand().flatMap(motionsInOrder).filter(isBefore);
  const [put] = store
    .all('poll/')
    .filter((poll) => poll.state === 'prepared' && before.some(({ ref }) => ref === poll.motion) && isReady(poll))
    .sort((a, b) => precedence(a) - precedence(b));
  if (put) return motion(put.motion);
  const first = before.find(({ amends, procedure }) => !amends && !procedure);
  return first && (amendmentsTo(first.ref).find(isBefore) ?? first);
}
