// The speaking time that the chair gives: kept on this device, because it rarely changes within a meeting.
import { html } from '../../vendor/lit.js';
import { number } from '../format.js';
import { _, fmt, n_ } from '../i18n.js';
import { keep, kept } from '../settings.js';

const LIMITS = [60, 120, 180, 300, 0];
const KEPT = 'speech-limit';

export const keptLimit = () => kept(KEPT, 180);

const words = (s) => (s ? fmt(n_('{n} min', '{n} min', s / 60), { n: number(s / 60) }) : _('No limit'));

export function limitChoice(chosen, change) {
  const answer = (s) =>
    html`<label class="answer">
      <input type="radio" name="limit" .checked=${s === chosen} @change=${() => [keep(KEPT, s), change(s)]} /><span
        >${words(s)}</span
      >
    </label>`;
  return html`<fieldset class="stack-tight">
    <legend class="label">${_('Speaking time')}</legend>
    <div class="answers">${LIMITS.map(answer)}</div>
  </fieldset>`;
}
