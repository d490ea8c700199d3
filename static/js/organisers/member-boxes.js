// Boxes to tick, one for each member with a vote; a form reads them with `ticked`.
import { html, repeat } from '../../vendor/lit.js';
import { members } from '../view.js';

/** `chosen` are ticked at first; `of` are the members shown, all with a vote unless said otherwise. */
export function memberBoxes({ name, label, chosen = [], of = members().filter(({ votes }) => votes > 0) }) {
  const sorted = [...of].sort((a, b) => a.name.localeCompare(b.name));
  const line = (member) =>
    html`<label class="choice">
      <input type="checkbox" name=${name} value=${member.ref} .checked=${chosen.includes(member.ref)} />
      <span class="grow"><bdi>${member.name}</bdi></span
      ><span class="muted small"><bdi>${member.group ?? ''}</bdi></span></label
    >`;
  return html`<fieldset class="stack-tight scroll-list">
    <legend class="label">${label}</legend>
    ${repeat(sorted, ({ ref }) => ref, line)}
  </fieldset>`;
}

export const ticked = (form, name) => new FormData(form).getAll(name);
