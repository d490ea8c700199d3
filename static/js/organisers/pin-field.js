// The field for a PIN: digits that nobody can read over one's shoulder.
import { html } from '../../vendor/lit.js';

export function pinField(name, words, complete) {
  return html`<label class="field"
    ><span>${words}</span>
    <input
      class="input input-code"
      type="password"
      inputmode="numeric"
      name=${name}
      required
      maxlength="12"
      autocomplete=${complete}
  /></label>`;
}
