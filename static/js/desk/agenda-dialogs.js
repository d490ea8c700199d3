// Forms that change the agenda: a new item, another title, taking an item off.
import { html } from '../../vendor/lit.js';
import { ask } from '../ask.js';
import { commands } from '../live.js';
import { _, fmt } from '../i18n.js';
import { number } from '../format.js';
import { items } from '../view.js';
import { itemKind } from '../words.js';
import { answersField, numberField, selectField, textField } from '../organisers/fields.js';
import { filled, giving, openForm } from '../organisers/form-dialog.js';

const KINDS = ['decision', 'information', 'election'];

/** Where a new item can stand: at the end, or behind any other. */
const places = () =>
  items()
    .map(({ ref, title }, index) => [ref, fmt(_('After {n}: {title}'), { n: number(index + 1), title })])
    .reverse();

export function addItemDialog() {
  const choices = places();
  return openForm({
    title: _('Add an item'),
    body: html`${textField({ name: 'title', label: _('Title'), isRequired: true })}
    ${answersField({ name: 'kind', label: _('What it is for'), choices: KINDS.map((kind) => [kind, itemKind(kind)]), value: 'decision' })}
    ${answersField({ name: 'consent', label: _('How it is dealt with'), choices: [['', _('By itself')], ['yes', _('With the consent agenda, without a vote')]] })}
    ${choices.length ? selectField({ name: 'after', label: _('Place in the agenda'), choices, value: choices[0][0] }) : ''}
    ${numberField({ name: 'minutes', label: _('Minutes planned'), hint: _('May stay empty.'), most: 10_080 })}`,
    yes: _('Add the item'),
    done: _('The item is on the agenda.'),
    send: (values) =>
      commands.give('add_item', filled({ ...values, title: values.title.trim(), minutes: Number(values.minutes) || undefined, consent: values.consent === 'yes' || undefined })),
  });
}

export function retitleDialog(item) {
  return openForm({
    title: _('Another title for this item'),
    body: textField({ name: 'title', label: _('Title'), value: item.title, isRequired: true }),
    yes: _('Change the title'),
    done: _('The title is changed.'),
    send: giving('retitle_item', ({ title }) => ({ item: item.ref, title: title.trim() })),
  });
}

export function askToWithdraw(item) {
  return ask({
    title: _('Take this item off the agenda?'),
    text: `${item.title}\n${_('It stays visible as withdrawn, and cannot be put back.')}`,
    yes: _('Withdraw the item'),
    isDangerous: true,
  });
}
