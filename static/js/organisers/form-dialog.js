// A short form in a dialog: a few fields and one deed. A refusal is shown and the form stays, so that nothing typed is lost.
import { html, nothing, render } from '../../vendor/lit.js';
import { announce } from '../announce.js';
import { commands } from '../live.js';
import { _ } from '../i18n.js';
import { trouble as troubleNote } from '../elements/notes.js';

/**
 * Opens a form. `body` is a template of fields; `send(values, form)` does the deed and may throw an Error with a sentence.
 * `done` is said once it is done; without `yes` there is only the way back. Promises what `send` gave, or null when the form was put away.
 */
export function openForm({ title, body, yes, send, done = '', isDangerous = false, isWide = false }) {
  const dialog = document.createElement('dialog');
  dialog.className = `dialog ${isWide ? 'dialog-wide' : ''}`;
  dialog.setAttribute('aria-labelledby', 'form-title');
  document.body.append(dialog);
  return new Promise((resolve) => {
    const state = { trouble: '', isBusy: false, answer: null };
    const submit = async (event) => {
      event.preventDefault();
      Object.assign(state, { trouble: '', isBusy: true });
      draw();
      try {
        state.answer = (await send(Object.fromEntries(new FormData(event.target)), event.target)) ?? true;
        if (done) announce(done);
        dialog.close();
      } catch (fault) {
        Object.assign(state, { trouble: fault.message, isBusy: false });
        draw();
      }
    };
    const draw = () => render(formBody({ title, body, yes, isDangerous, ...state, submit, close: () => dialog.close() }), dialog);
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(state.answer);
    });
    draw();
    dialog.showModal();
    dialog.querySelector('[autofocus], textarea, input:checked, input:not([type=radio], [type=checkbox]), select')?.focus();
  });
}

function formBody({ title, body, yes, isDangerous, trouble, isBusy, submit, close }) {
  const tone = isDangerous ? 'danger' : 'primary';
  return html`<form class="stack" @submit=${submit}>
    <h2 id="form-title">${title}</h2>
    ${body} ${troubleNote(trouble)}
    <div class="dialog-actions">
      <button type="button" class="button" @click=${close}>${_('Back')}</button>
      ${yes ? html`<button class="button button-${tone}" ?disabled=${isBusy}>${yes}</button>` : nothing}
    </div>
  </form>`;
}

/** The usual deed of a form: one command. Fields that are left empty are not sent. */
export const giving = (name, fieldsOf) => (values, form) => commands.give(name, filled(fieldsOf(values, form)));

/** Without what is empty: the protocol knows absent fields, not empty ones. */
export function filled(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined && value !== null));
}
