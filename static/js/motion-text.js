// What a motion says: its words, how an amendment would change them, or what a procedural motion asks for.
import { html, nothing } from '../vendor/lit.js';
import { meeting, motion as motionOf } from './view.js';
import { wordDiff } from './word-diff.js';
import { procedure } from './words.js';

const RUNS = {
  same: (text) => text,
  out: (text) => html`<del>${text}</del>`,
  in: (text) => html`<ins>${text}</ins>`,
};

/** The text that an amendment is to change: once it is adopted, the one that it has changed. */
function amended(motion) {
  const parent = motionOf(motion.amends);
  if (!parent) return motion.text;
  return parent.text === motion.text ? (parent.moved ?? parent.text) : parent.text;
}

export function motionText(motion) {
  if (!motion) return nothing;
  if (motion.procedure)
    return html`<p class="text"><strong>${procedure(motion.procedure)}</strong> <bdi>${motion.text}</bdi></p>`;
  if (!motion.amends) return html`<p class="text" lang=${meeting().language}><bdi>${motion.text}</bdi></p>`;
  const runs = wordDiff(amended(motion), motion.text);
  // On one line, since the white space of the text is kept.
  return html`<p class="text change" lang=${meeting().language}><bdi>${runs.map(([kind, text]) => RUNS[kind](text))}</bdi></p>`;
}
