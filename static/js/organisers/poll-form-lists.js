// The two lists of the poll form: options to choose among, and members who may vote.
import { html, repeat } from '../../vendor/lit.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { members } from '../view.js';

/** One line for each option. Inputs have no name: the form hears of them through `change`. */
export function optionLines(options, change) {
  const put = (index, text) => change(options.map((old, place) => (place === index ? text : old)));
  const line = (text, index) =>
    html`<div class="row line-row">
      <label class="grow"
        ><span class="visually-hidden">${fmt(_('Option {n}'), { n: index + 1 })}</span>
        <input
          class="input"
          maxlength="300"
          .value=${text}
          placeholder=${fmt(_('Option {n}'), { n: index + 1 })}
          @input=${(event) => put(index, event.target.value)}
      /></label>
      <button
        type="button"
        class="button button-quiet"
        ?disabled=${options.length <= 2}
        aria-label=${fmt(_('Remove option {n}'), { n: index + 1 })}
        @click=${() => change(options.filter((_text, place) => place !== index))}
      >
        ${icon('x')}
      </button>
    </div>`;
  return html`<fieldset class="stack-tight">
    <legend class="label">${_('Options')}</legend>
    ${options.map(line)}
    <div>
      <button type="button" class="button" @click=${() => change([...options, ''])}>
        ${icon('plus')}${_('One more option')}
      </button>
    </div>
  </fieldset>`;
}

export function memberChoice(chosen, change) {
  const toggle = (ref, isIn) => change(isIn ? [...chosen, ref] : chosen.filter((other) => other !== ref));
  const voting = members()
    .filter(({ votes }) => votes > 0)
    .sort((a, b) => a.name.localeCompare(b.name));
  const line = ({ ref, name, group }) =>
    html`<label class="choice">
      <input type="checkbox" .checked=${chosen.includes(ref)} @change=${(event) => toggle(ref, event.target.checked)} />
      <span class="grow"><bdi>${name}</bdi></span
      ><span class="muted small"><bdi>${group ?? ''}</bdi></span></label
    >`;
  return html`<fieldset class="stack-tight scroll-list">
    <legend class="label">${_('Members who may vote')}</legend>
    ${repeat(voting, ({ ref }) => ref, line)}
  </fieldset>`;
}
