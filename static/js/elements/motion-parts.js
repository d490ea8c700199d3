// A question that is divided: its parts and what became of each; the form with which it is divided. Gives one command.
import { html, nothing } from '../../vendor/lit.js';
import { number } from '../format.js';
import { _, fmt } from '../i18n.js';
import { motionText } from '../motion-text.js';
import { amended, changesOf } from '../motion-changes.js';
import { longField, numberField } from '../organisers/fields.js';
import { giving, openForm } from '../organisers/form-dialog.js';
import { motionState } from '../words.js';

const stateOf = ({ adopted }) =>
  adopted === undefined || adopted === null ? _('To be voted on') : motionState(adopted ? 'adopted' : 'rejected');

export function partName(part, place) {
  const words = part.operative === false ? _('Part {n} (not operative)') : _('Part {n}');
  return fmt(words, { n: number(place) });
}

/** Every part with its text and its result. */
export function partsList(motion) {
  if (!motion?.parts?.length) return nothing;
  return html`<ol class="stack-tight parts">
    ${motion.parts.map(
      (part, i) =>
        html`<li class="part">
          <p class="row small"><strong>${partName(part, i + 1)}</strong><span class="pill">${stateOf(part)}</span></p>
          ${motionText(motion, i + 1)}
        </li>`,
    )}
  </ol>`;
}

function partsOf(text) {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean);
}

function divideText(motion) {
  return openForm({
    title: _('Divide the motion'),
    isWide: true,
    body: html`${longField({
      name: 'text',
      label: _('The parts'),
      hint: _('Put an empty line between two parts and change no words. Each part is voted on by itself.'),
      value: motion.text.replace(/\s*\n\s*/g, '\n\n'),
      isRequired: true,
      rows: 8,
    })}
    ${numberField({ name: 'preamble', label: _('Parts at the beginning that are only preamble'), value: 0, least: 0, most: 49 })}`,
    yes: _('Divide the motion'),
    done: _('The motion is divided.'),
    send: giving('divide_motion', ({ text, preamble }) => ({ motion: motion.ref, parts: partsOf(text), preamble: Number(preamble) })),
  });
}

function divideChanges(motion) {
  const parts = changesOf(amended(motion), motion.text);
  const shown = parts.map((text) => html`<li>${motionText({ ...motion, text })}</li>`);
  return openForm({
    title: _('Divide the amendment'),
    isWide: true,
    body:
      parts.length > 1
        ? html`<p>${_('Each of these changes is voted on by itself:')}</p>
            <ol class="stack-tight">
              ${shown}
            </ol>`
        : html`<p>${_('This amendment makes one change only: there is nothing to divide.')}</p>`,
    yes: parts.length > 1 ? _('Divide the amendment') : '',
    done: _('The amendment is divided.'),
    send: giving('divide_motion', () => ({ motion: motion.ref, parts })),
  });
}

export const divideDialog = (motion) => (motion.amends ? divideChanges(motion) : divideText(motion));
