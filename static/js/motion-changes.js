// What an amendment changes: the text that it is to change, and the motion with each of its changes alone. Pure but for the store.
import { motion as motionOf } from './view.js';
import { wordDiff } from './word-diff.js';

/** The text that an amendment changes: that of its motion, or what that was when the amendment was adopted or excluded. */
export const amended = (motion) => motion.onto ?? motionOf(motion.amends)?.text ?? motion.text;

/** For each place that changes, the whole text with that change and no other. */
export function changesOf(before, after) {
  const runs = wordDiff(before, after);
  const starts = runs.map((run, i) => (run[0] !== 'same' && (i === 0 || runs[i - 1][0] === 'same') ? i : -1)).filter((i) => i >= 0);
  const ends = (start) => runs.findIndex(([kind], i) => i > start && kind === 'same');
  return starts.map((start) => {
    const end = ends(start) < 0 ? runs.length : ends(start);
    const kept = (kind, i) => kind === 'same' || kind === (i >= start && i < end ? 'in' : 'out');
    return runs
      .filter(([kind], i) => kept(kind, i))
      .map(([, text]) => text)
      .join('')
      .trim();
  });
}
