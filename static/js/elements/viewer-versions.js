// The versions of the paper that is open: one chooses, and a newer one is offered as soon as it comes.
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { lastVersion } from '../view.js';
import { html, nothing } from './live-element.js';

export function viewerVersions(paper, shown, open) {
  if (paper.versions.length < 2) return nothing;
  const last = lastVersion(paper).version;
  const newer = html`<button type="button" class="button" @click=${() => open(last)}>
    ${icon('history')}${_('There is a newer version')}
  </button>`;
  const option = ({ version }) =>
    html`<option value=${version} ?selected=${version === shown}>${fmt(_('Version {n}'), { n: version })}</option>`;
  return html`<label class="row">
      <span class="visually-hidden">${_('Version')}</span>
      <select class="input" @change=${({ target }) => open(Number(target.value))}>
        ${paper.versions.map(option)}
      </select>
    </label>
    ${last > shown ? newer : nothing}`;
}
