// The forms of a mover: an amendment, which is the whole motion as it would read, and a motion on how to go on.
import { html, nothing } from '../../vendor/lit.js';
import { _ } from '../i18n.js';
import { longField, selectField, textField } from '../organisers/fields.js';
import { giving, openForm } from '../organisers/form-dialog.js';
import { motionText } from '../motion-text.js';
import { item as itemOf, motion as motionOf } from '../view.js';
import { PROCEDURES, procedure } from '../words.js';
import { inHand, placeOf } from './together.js';

/** `whose` is the field of the mover, where somebody else records it. */
export function amendDialog(motion, whose = nothing) {
  return openForm({
    title: _('Move an amendment'),
    isWide: true,
    body: html`${whose}${longField({
      name: 'text',
      label: _('The whole motion as it would read'),
      hint: _('Change the words below. Everybody sees what is struck out and what is put in.'),
      value: motion.text,
      isRequired: true,
      rows: 6,
    })}`,
    yes: _('Move the amendment'),
    done: _('The amendment is moved.'),
    send: giving('move_amendment', ({ text, member }) => ({ motion: motion.ref, text: text.trim(), member })),
  });
}

/** What changes words that were changed before is put in other words, for the motion as it reads now. */
export function restateDialog(motion) {
  return openForm({
    title: _('Restate the amendment'),
    isWide: true,
    body: html`${motionText(motion)}
    ${longField({
      name: 'text',
      label: _('The whole motion as it would read'),
      hint: _('Below is the motion as it reads now. Change its words.'),
      value: motionOf(motion.amends)?.text,
      isRequired: true,
      rows: 6,
    })}`,
    yes: _('Restate the amendment'),
    done: _('The amendment is restated.'),
    send: giving('restate_amendment', ({ text }) => ({ motion: motion.ref, text: text.trim() })),
  });
}

/** Of several items that are debated together, the one that is meant. */
export function itemField() {
  const all = inHand();
  if (all.length < 2) return nothing;
  const choices = all.map((ref) => [ref, `${placeOf(ref)}. ${itemOf(ref)?.title ?? ''}`]);
  return selectField({ name: 'item', label: _('On which item?'), choices, value: all[0] });
}

export function proceduralDialog() {
  return openForm({
    title: _('Move a procedural motion'),
    body: html`${itemField()}${selectField({
      name: 'kind',
      label: _('What do you move?'),
      choices: PROCEDURES.map((kind) => [kind, procedure(kind)]),
      value: 'close_debate',
    })}
    ${textField({ name: 'text', label: _('More words, if needed'), hint: _('To whom, until when, or how.'), longest: 2000 })}`,
    yes: _('Move the motion'),
    done: _('The motion is moved.'),
    send: giving('move_procedural', ({ kind, text, item }) => ({ kind, text: text.trim(), item })),
  });
}

export function dropDialog(motion) {
  return openForm({
    title: _('Not put this motion to the vote?'),
    body: html`<p class="text"><bdi>${motion.text}</bdi></p>
      ${longField({ name: 'reason', label: _('Reason'), isRequired: true, hint: _('Everybody reads it, and it stands in the minutes.') })}`,
    yes: _('Do not put it to the vote'),
    isDangerous: true,
    send: giving('drop_motion', ({ reason }) => ({ motion: motion.ref, reason: reason.trim() })),
  });
}
