// Forms about people: an excuse with its reason, a walk-in who is admitted, a new link for a lost tablet.
import { html } from '../../vendor/lit.js';
import { ask } from '../ask.js';
import { commands } from '../live.js';
import { _, fmt } from '../i18n.js';
import { may, members, nameOf } from '../view.js';
import { proxiesFor } from '../proxies.js';
import { role as roleWords } from '../words.js';
import { answersField, numberField, selectField, textField } from '../organisers/fields.js';
import { filled, giving, openForm } from '../organisers/form-dialog.js';
import { freshRef } from './people.js';
import { newLink, showLink } from './seat-link.js';

export function excuseDialog(member) {
  return openForm({
    title: fmt(_('{name} is excused'), { name: member.name }),
    body: textField({
      name: 'reason',
      label: _('Reason'),
      value: member.reason ?? '',
      hint: _('May stay empty. Only chair and secretary see it; it is not in the signed minutes.'),
    }),
    yes: _('Record as excused'),
    send: giving('record_attendance', ({ reason }) => ({ member: member.ref, status: 'excused', reason: reason.trim() })),
  });
}

/** Somebody sits in the seat instead of its member; the new link for that seat is made apart. */
export async function substituteDialog(member) {
  if (member.substitute && may('end_substitution')) {
    const question = {
      title: fmt(_('Give the seat back to {name}?'), member),
      text: fmt(_('{substitute} does not sit there any more. Another substitute can then be seated.'), member),
      yes: _('Give the seat back'),
    };
    return (await ask(question)) ? commands.give('end_substitution', { member: member.ref }) : undefined;
  }
  return openForm({
    title: fmt(_('A substitute for {name}'), member),
    body: textField({
      name: 'name',
      label: _('Name of the substitute'),
      hint: _('The substitute has the seat with its votes. Make a new link for the seat, if it is on another tablet.'),
      isRequired: true,
    }),
    yes: _('Seat the substitute'),
    send: giving('substitute', ({ name }) => ({ member: member.ref, name: name.trim() })),
  });
}

/** Another member votes for this one; or nobody does any more. */
export async function proxyDialog(member) {
  if (member.proxy) {
    const question = {
      title: fmt(_('End the proxy of {name}?'), { name: nameOf(member.proxy) }),
      text: fmt(_('Nobody votes for {name} any more.'), member),
      yes: _('End the proxy'),
    };
    return (await ask(question)) ? commands.give('end_proxy', { member: member.ref }) : undefined;
  }
  const choices = proxiesFor(member);
  return openForm({
    title: fmt(_('A proxy for {name}'), member),
    body: html`<p>${_('It counts while the member is not recorded as present, from the next vote on.')}</p>
      ${selectField({ name: 'proxy', label: fmt(_('Who votes for {name}?'), member), choices, value: choices[0]?.[0] })}
      ${textField({ name: 'authority', label: _('Authority'), hint: _('What you were shown, such as “letter of 3 March”. It stands in the minutes.'), isRequired: true })}`,
    yes: _('Record the proxy'),
    done: _('It is recorded.'),
    send: giving('give_proxy', ({ proxy, authority }) => ({ member: member.ref, proxy, authority: authority.trim() })),
  });
}

const ROLES = ['observer', 'delegate', 'steward'];

/** Admits somebody, then makes the link with which they join. */
export async function admitDialog() {
  const groups = [
    ...new Set(
      members()
        .map(({ group }) => group)
        .filter(Boolean),
    ),
  ].sort();
  const answer = await openForm({
    title: _('Admit somebody'),
    body: html`${textField({ name: 'name', label: _('Name'), isRequired: true })}
      ${answersField({ name: 'role', label: _('As'), choices: ROLES.map((role) => [role, roleWords(role)]), value: 'observer' })}
      <div class="row fields-row">
        ${textField({ name: 'seat', label: _('Seat') })}${textField({ name: 'title', label: _('Office or organisation') })}
      </div>
      <div class="row fields-row">
        <label class="field"
          ><span>${_('Group')}</span><input class="input" name="group" list="groups" maxlength="300" autocomplete="off"
        /></label>
        ${numberField({ name: 'votes', label: _('Votes, if a delegate'), value: 1, most: 1_000_000 })}
      </div>
      <datalist id="groups">${groups.map((group) => html`<option value=${group}></option>`)}</datalist>`,
    yes: _('Admit'),
    done: _('Admitted.'),
    send: ({ votes, ...values }) =>
      commands.give(
        'admit',
        filled({ ...values, ref: freshRef(values.name), votes: values.role === 'delegate' ? Number(votes) : undefined }),
      ),
  });
  if (answer?.ref) await linkFor({ ref: answer.ref, name: answer.ref }, true);
}

export async function linkFor(member, isFirst = false) {
  const question = {
    title: fmt(_('A new link for {name}?'), member),
    text: _('The old link and code end, and tablets that are signed in for this seat are signed out.'),
    yes: _('Make a new link'),
  };
  if (!isFirst && !(await ask(question))) return;
  const { ok, sentence, name, url, code } = await newLink(member.ref);
  if (ok) showLink({ ...member, name: name ?? member.name }, { url, code });
  else await openForm({ title: _('No new link'), body: html`<p>${sentence}</p>`, yes: '', send: () => {} });
}
