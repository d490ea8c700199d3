// Correcting what is on record: nothing is erased, a correction is added to it.
import { html } from '../../vendor/lit.js';
import { _, fmt } from '../i18n.js';
import { number } from '../format.js';
import { longField } from '../organisers/fields.js';
import { giving, openForm } from '../organisers/form-dialog.js';

export function correctDialog(position, said) {
  return openForm({
    title: fmt(_('Correct entry {n}'), { n: number(position) }),
    body: html`<p class="small muted">
        ${_('What is on record stays there; the correction is added to it, and both stand in the minutes.')}
      </p>
      <blockquote class="note text"><bdi>${said}</bdi></blockquote>
      ${longField({ name: 'text', label: _('What it should say'), isRequired: true })}`,
    yes: _('Record the correction'),
    done: _('The correction is recorded.'),
    send: giving('correct', ({ text }) => ({ position, text: text.trim() })),
  });
}
