// A question before something final: a native dialog, focus on the way back, answered once.
import { html, render } from '../vendor/lit.js';
import { _ } from './i18n.js';

/** Asks, and promises true for `yes`. Escape and the veil mean no. */
export function ask({ title, text = '', yes, no = _('Back'), isDangerous = false }) {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.setAttribute('aria-labelledby', 'question');
  document.body.append(dialog);
  return new Promise((resolve) => {
    const answer = (value) => () => dialog.close(value);
    dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    render(
      html`<div class="stack">
        <h2 id="question">${title}</h2>
        ${text ? html`<p class="text">${text}</p>` : ''}
        <div class="dialog-actions">
          <button type="button" class="button" autofocus @click=${answer('no')}>${no}</button>
          <button type="button" class="button ${isDangerous ? 'button-danger' : 'button-primary'}" @click=${answer('yes')}>
            ${yes}
          </button>
        </div>
      </div>`,
      dialog,
    );
    dialog.showModal();
  });
}
