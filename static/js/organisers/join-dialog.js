// Taking several items together with the one in hand: one debate, votes for each.
import { html } from '../../vendor/lit.js';
import { number } from '../format.js';
import { commands } from '../live.js';
import { _ } from '../i18n.js';
import { items } from '../view.js';
import { openForm } from './form-dialog.js';
import { ticked } from './member-boxes.js';

const MAY_JOIN = ['planned', 'deferred', 'concluded'];

export function joinDialog(here) {
  const all = items();
  const line = ({ ref, title, state }) => html`<label class="choice">
    <input type="checkbox" name="items" value=${ref} />
    <span class="grow">${number(all.findIndex((one) => one.ref === ref) + 1)}. <bdi>${title}</bdi></span
    ><span class="muted small">${state === 'planned' ? '' : _('not for the first time')}</span>
  </label>`;
  return openForm({
    title: _('Take items together'),
    isWide: true,
    body: html`<p class="text"><bdi>${here.title}</bdi></p>
      <fieldset class="stack-tight scroll-list">
        <legend class="label">${_('Which items are debated together with it?')}</legend>
        ${all.filter(({ state }) => MAY_JOIN.includes(state)).map(line)}
      </fieldset>
      <p class="small muted">${_('There is one debate and one list of speakers. Each item is voted on by itself.')}</p>`,
    yes: _('Take them together'),
    done: _('The items are taken together.'),
    send: (_values, form) => commands.give('join_items', { items: ticked(form, 'items') }),
  });
}
