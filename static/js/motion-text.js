// What a motion says: its words, how an amendment would change them, or what a procedural motion asks for.
import { html, nothing } from '../vendor/lit.js';
import { amended } from './motion-changes.js';
import { meeting } from './view.js';
import { wordDiff } from './word-diff.js';
import { procedure } from './words.js';

const LONG = 400;
const AROUND = 90;

/** What stays the same, shortened to a few words beside what changes; only of a long text. */
function shortened(runs) {
  if (runs.reduce((length, [, text]) => length + text.length, 0) < LONG) return runs;
  return runs.map(([kind, text], i) => {
    if (kind !== 'same' || text.length < 3 * AROUND) return [kind, text];
    const before = i ? text.slice(0, text.lastIndexOf(' ', AROUND)) : '';
    const after = i < runs.length - 1 ? text.slice(text.indexOf(' ', text.length - AROUND)) : '';
    return [kind, `${before} … ${after}`];
  });
}

const RUNS = {
  same: (text) => text,
  out: (text) => html`<del>${text}</del>`,
  in: (text) => html`<ins>${text}</ins>`,
};

/** `part` counts from 1; of an amendment that is divided each part is shown as the change that it makes. `isFarOff`: only the changes. */
export function motionText(motion, part = 0, isFarOff = false) {
  if (!motion) return nothing;
  if (motion.procedure)
    return html`<p class="text"><strong>${procedure(motion.procedure)}</strong> <bdi>${motion.text}</bdi></p>`;
  const text = part ? (motion.parts?.[part - 1]?.text ?? '') : motion.text;
  if (!motion.amends) return html`<p class="text" lang=${meeting().language}><bdi>${text}</bdi></p>`;
  const all = wordDiff(amended(motion), text);
  const runs = isFarOff ? shortened(all) : all;
  // On one line, since the white space of the text is kept.
  return html`<p class="text change" lang=${meeting().language}><bdi>${runs.map(([kind, text]) => RUNS[kind](text))}</bdi></p>`;
}
