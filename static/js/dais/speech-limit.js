// The speaking time that the chair gives: kept on this device, because it rarely changes within a meeting.
import { html } from '../../vendor/lit.js';
import { number } from '../format.js';
import { _, fmt, n_ } from '../i18n.js';
import { keep, kept } from '../settings.js';
import { hasLimits } from '../speaking.js';

const LIMITS = [60, 120, 180, 300];
const KEPT = 'speech-limit';
const NONE = 0;
const BY_RULE = 'rule';

/** The choice of this device; where the rules of the body set limits, those hold until the chair chooses another time. */
export function keptLimit() {
  return hasLimits() ? BY_RULE : kept(KEPT, 180);
}

/** The fields of `give_floor` for a choice: without a limit of the chair's own the rules decide. */
export const limitFields = (chosen) => (LIMITS.includes(chosen) ? { limit_s: chosen } : {});

export const isByRule = (chosen) => chosen === BY_RULE;

function words(choice) {
  if (choice === BY_RULE) return _('By the rules');
  return choice ? fmt(n_('{n} min', '{n} min', choice / 60), { n: number(choice / 60) }) : _('No limit');
}

function changed(choice, change) {
  if (choice !== BY_RULE) keep(KEPT, choice);
  change(choice);
}

export function limitChoice(chosen, change) {
  const answer = (choice) =>
    html`<label class="answer">
      <input type="radio" name="limit" .checked=${choice === chosen} @change=${() => changed(choice, change)} /><span
        >${words(choice)}</span
      >
    </label>`;
  const choices = hasLimits() ? [BY_RULE, ...LIMITS] : [...LIMITS, NONE];
  return html`<fieldset class="stack-tight">
    <legend class="label">${_('Speaking time')}</legend>
    <div class="answers">${choices.map(answer)}</div>
  </fieldset>`;
}
