// Questions to the view about motions: which are open, what amends what, in which order. Reads the store, changes nothing.
import { store } from './live.js';

const PENDING = ['moved', 'seconded'];
const byOrder = (a, b) => a.order - b.order;

export const isPending = ({ state }) => PENDING.includes(state);

/** The amendments to a motion: in the order of voting where the chair has said one, then as they were moved. */
export function amendmentsTo(ref) {
  const order = store.get(`motion/${ref}`)?.ballot_order ?? [];
  const place = (motion) => (order.indexOf(motion.ref) + 1 || order.length + 1) * 100_000 + motion.order;
  return store
    .all('motion/')
    .filter(({ amends }) => amends === ref)
    .sort((a, b) => place(a) - place(b));
}

/** The motions on an item, each followed by the amendments to it. */
export function motionsInOrder(item) {
  const own = store.all('motion/').filter((motion) => motion.item === item && !motion.amends);
  return own.sort(byOrder).flatMap((motion) => [motion, ...amendmentsTo(motion.ref)]);
}

/** The poll about a motion that is not over. */
export const pollOn = (ref) =>
  store.all('poll/').find(({ motion, state }) => motion === ref && ['prepared', 'open', 'held', 'closed'].includes(state));

/** How many seconders a motion still needs by the rules of the body. */
export const lacksSeconders = ({ seconders = [] }, { rules }) => Math.max(0, (rules?.seconders ?? 0) - seconders.length);
