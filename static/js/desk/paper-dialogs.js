// Forms that bring papers in: a new paper of an item, or a new version of one. The file goes first, then the command.
import { html } from '../../vendor/lit.js';
import { ask } from '../ask.js';
import { commands } from '../live.js';
import { _ } from '../i18n.js';
import '../organisers/file-choice.js';
import { textField } from '../organisers/fields.js';
import { openForm } from '../organisers/form-dialog.js';
import { ACCEPTED, upload } from './upload.js';

const withoutEnding = (name) =>
  name
    .replace(/\.[^.]+$/, '')
    .replace(/[_-]+/g, ' ')
    .trim();

function fileField(chosen = () => {}) {
  return html`<label class="field"
      ><span>${_('File')}</span><span class="hint">${_('PDF, PNG or JPEG, up to 50 MB.')}</span>
      <file-choice .accepted=${ACCEPTED} @change=${chosen}></file-choice></label>
    <progress class="turnout-bar" max="1" value="0" hidden aria-label=${_('Progress of the upload')}></progress>`;
}

async function sent(file, form) {
  const bar = form.querySelector('progress');
  bar.hidden = false;
  try {
    return await upload(file, (part) => (bar.value = part));
  } finally {
    bar.hidden = true;
    bar.value = 0;
  }
}

/** The title is proposed from the file's name, as long as nobody has typed one. */
function propose(event) {
  const title = event.target.form.elements.title;
  if (!title.value && event.target.files[0]) title.value = withoutEnding(event.target.files[0].name);
}

export function attachDialog(item) {
  const hint = _('As it stands on the tablets and in the minutes.');
  const title = { name: 'title', label: _('Title of the paper'), isRequired: true, hint };
  return openForm({
    title: _('Add a paper'),
    body: html`<p class="muted"><bdi>${item.title}</bdi></p>
      ${fileField(propose)} ${textField(title)}`,
    yes: _('Add the paper'),
    done: _('The paper is on every tablet.'),
    send: async ({ file, title: words }, form) => {
      const { sha256 } = await sent(file, form);
      return commands.give('attach_paper', { item: item.ref, sha256, title: words.trim() });
    },
  });
}

export function replaceDialog(paper) {
  return openForm({
    title: _('New version of a paper'),
    body: html`<p><bdi>${paper.title}</bdi></p>
      ${fileField()}
      <p class="small muted">${_('Every tablet marks it as new. The old versions stay on record.')}</p>`,
    yes: _('Put the new version in its place'),
    done: _('The new version is on every tablet.'),
    send: async ({ file }, form) => {
      const { sha256 } = await sent(file, form);
      return commands.give('replace_paper', { paper: paper.ref, sha256 });
    },
  });
}

export async function withdrawPaper(paper) {
  return ask({
    title: _('Withdraw this paper?'),
    text: `${paper.title}\n${_('It disappears from every tablet. What was on record stays on record.')}`,
    yes: _('Withdraw the paper'),
    isDangerous: true,
  });
}
