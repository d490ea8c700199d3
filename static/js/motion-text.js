// What a motion says: its words, how an amendment would change them, or what a procedural motion asks for.
import { html, nothing } from '../vendor/lit.js';
import { amended } from './motion-changes.js';
import { meeting } from './view.js';
import { wordDiff } from './word-diff.js';
import { procedure } from './words.js';

const RUNS = {
  same: (text) => text,
  out: (text) => html`<del>${text}</del>`,
  in: (text) => html`<ins>${text}</ins>`,
};

/** `part` counts from 1; of an amendment that is divided each part is shown as the change that it makes. */
export function motionText(motion, part = 0) {
  if (!motion) return nothing;
  if (motion.procedure)
    return html`<p class="text"><strong>${procedure(motion.procedure)}</strong> <bdi>${motion.text}</bdi></p>`;
  const text = part ? (motion.parts?.[part - 1]?.text ?? '') : motion.text;
  if (!motion.amends) return html`<p class="text" lang=${meeting().language}><bdi>${text}</bdi></p>`;
  const runs = wordDiff(amended(motion), text);
  // On one line, since the white space of the text is kept.
  return html`<p class="text change" lang=${meeting().language}><bdi>${runs.map(([kind, text]) => RUNS[kind](text))}</bdi></p>`;
}
