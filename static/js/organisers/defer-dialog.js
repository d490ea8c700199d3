// Putting an item off, perhaps to a day.
import { html } from '../../vendor/lit.js';
import { _ } from '../i18n.js';
import { textField } from './fields.js';
import { giving, openForm } from './form-dialog.js';

export function deferDialog(item) {
  return openForm({
    title: _('Defer this item?'),
    body: html`<p class="text"><bdi>${item.title}</bdi></p>
      ${textField({ name: 'until', label: _('To which day?'), type: 'date', hint: _('May stay empty.') })}`,
    yes: _('Defer the item'),
    done: _('The item is deferred.'),
    send: giving('defer_item', ({ until }) => ({ item: item.ref, until })),
  });
}
