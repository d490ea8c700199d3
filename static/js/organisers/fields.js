// The fields that forms are made of: a label, a hint, and the control, 48 px high.
import { html, nothing } from '../../vendor/lit.js';

const hintOf = (hint) => (hint ? html`<span class="hint">${hint}</span>` : nothing);

export function textField({ name, label, value = '', hint, isRequired = false, longest = 300, type = 'text', placeholder }) {
  return html`<label class="field"
    ><span>${label}</span>${hintOf(hint)}
    <input
      class="input"
      type=${type}
      name=${name}
      .value=${value}
      ?required=${isRequired}
      maxlength=${longest}
      placeholder=${placeholder ?? nothing}
      autocomplete="off"
  /></label>`;
}

export function longField({ name, label, value = '', hint, isRequired = false, rows = 3, longest = 20_000 }) {
  return html`<label class="field"
    ><span>${label}</span>${hintOf(hint)}
    <textarea class="input" name=${name} rows=${rows} ?required=${isRequired} maxlength=${longest} .value=${value}></textarea>
  </label>`;
}

export function numberField({ name, label, value = '', hint, least = 1, most = 1_000_000, isRequired = false, onInput }) {
  return html`<label class="field field-number"
    ><span>${label}</span>${hintOf(hint)}
    <input
      class="input"
      type="number"
      inputmode="numeric"
      name=${name}
      .value=${String(value)}
      min=${least}
      max=${most}
      ?required=${isRequired}
      @input=${onInput ?? nothing}
  /></label>`;
}

/** `choices`: [[value, words]]. */
export function selectField({ name, label, choices, value = '', hint, onChange }) {
  return html`<label class="field"
    ><span>${label}</span>${hintOf(hint)}
    <select class="input" name=${name} @change=${onChange ?? nothing}>
      ${choices.map(([code, words]) => html`<option value=${code} ?selected=${code === value}>${words}</option>`)}
    </select></label
  >`;
}

/** A few answers side by side, each as big as a button. `choices`: [[value, words]]. */
export function answersField({ name, label, choices, value = '', onChange }) {
  return html`<fieldset class="stack-tight">
    <legend class="label">${label}</legend>
    <div class="answers">
      ${choices.map(
        ([code, words]) =>
          html`<label class="answer"
            ><input type="radio" name=${name} value=${code} .checked=${code === value} @change=${onChange ?? nothing} /><span
              >${words}</span
            ></label
          >`,
      )}
    </div>
  </fieldset>`;
}
