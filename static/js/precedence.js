// Which of the votes that wait is put first: an appeal, how to go on, amendments, then the matter itself. Reads the view.
import { store } from './live.js';
import { amendmentsTo } from './motions.js';
import { motion as motionOf } from './view.js';
import { PROCEDURES } from './words.js';

/** The lower, the earlier. */
export function precedence({ ref, motion: about, repeats }) {
  if (store.all('ruling/').some(({ poll }) => poll === ref)) return 0;
  if (store.all('urgent/').some(({ poll }) => poll === ref)) return 50;
  const motion = motionOf(about);
  if (motion?.procedure) return 1 + PROCEDURES.indexOf(motion.procedure);
  if (motion?.amends) return 100 + amendmentsTo(motion.amends).findIndex(({ ref: other }) => other === motion.ref);
  // A second vote, or the next round of an election, is what the chair has just prepared.
  if (repeats) return 60_000;
  // A question that is being voted on in parts is brought to its end before another one.
  return motion?.parts?.length ? 50_000 : 100_000;
}

/** Whether the poll can be put as things stand: a motion may lack seconders, or wait for its amendments or its parts. */
export function isReady({ motion: about, part }) {
  if (!about) return true;
  const motion = motionOf(about);
  return Boolean(part ? motion?.parts?.[part - 1]?.ready : motion?.ready);
}
