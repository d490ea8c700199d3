// What a member without a tablet does aloud: the chair or the secretary records it, and it is the member's deed.
import { html, nothing } from '../../vendor/lit.js';
import { ask } from '../ask.js';
import { _, fmt } from '../i18n.js';
import { isPending } from '../motions.js';
import { floor, may, meeting, members, nameOf, now } from '../view.js';
import { PROCEDURES, procedure, requestKind } from '../words.js';
import { amendDialog, itemField } from '../elements/motion-forms.js';
import { longField, selectField } from './fields.js';
import { giving, openForm } from './form-dialog.js';
import { press } from './press.js';

const OFFICES = ['delegate', 'vice_chair', 'chair'];
const REQUESTS = ['speak', 'point_of_order', 'reply', 'question', 'follow_up'];

/** Whoever is here and may do such a thing by hand: everybody with such an office but who presides. */
const acting = () =>
  members()
    .filter(({ ref, role, status }) => status === 'present' && OFFICES.includes(role) && ref !== meeting().chair)
    .sort((a, b) => a.name.localeCompare(b.name));

function memberField(label, isLeftOut = () => false) {
  const choices = acting()
    .filter((one) => !isLeftOut(one))
    .map(({ ref, seat }) => [ref, seat ? `${nameOf(ref)} (${seat})` : nameOf(ref)]);
  return selectField({ name: 'member', label, choices, value: choices[0]?.[0] });
}

/** [[value, words]] of what is in order now; a value is the command, or the command with its kind. */
function deeds() {
  const motions = [
    ...(may('move_motion') ? [['move_motion', _('Moves a motion')]] : []),
    ...(may('move_procedural') ? PROCEDURES.filter((kind) => kind !== 'divide').map((kind) => [`move_procedural ${kind}`, procedure(kind)]) : []),
  ];
  const requests = REQUESTS.filter((kind) => floor().open !== false || kind === 'point_of_order');
  return [
    ...(may('request_floor') ? requests.map((kind) => [`request_floor ${kind}`, requestKind(kind)]) : []),
    ...(may('withdraw_request') && floor().list.length ? [['withdraw_request', _('No longer wants to speak')]] : []),
    ...motions,
  ];
}

const hasWords = (deed) => deed.startsWith('move_');

function fieldsOf({ member, deed, item, text }) {
  const [command, kind] = deed.split(' ');
  const words = hasWords(deed) ? { text: text.trim() } : {};
  const about = command === 'move_motion' ? { item: item ?? now().item } : command === 'move_procedural' ? { item } : {};
  return [command, { member, kind, ...about, ...words }];
}

/** A request to speak, or a motion, of a member who has said so aloud. */
export function recordDialog() {
  const choices = deeds();
  const show = ({ target }) => {
    target.form.querySelector('.of-motions').hidden = !hasWords(target.value);
  };
  return openForm({
    title: _('Record for a member'),
    body: html`<p class="muted">${_('For members without a tablet. It counts as done by the member, and the minutes say who recorded it.')}</p>
      ${memberField(_('Which member?'))}
      ${selectField({ name: 'deed', label: _('What does the member do?'), choices, value: choices[0]?.[0], onChange: show })}
      <div class="stack of-motions" ?hidden=${!hasWords(choices[0]?.[0] ?? '')}>
        ${itemField()}${longField({ name: 'text', label: _('Words of the motion') })}
      </div>`,
    yes: _('Record it'),
    done: _('It is recorded.'),
    send: (values, form) => {
      const [command, fields] = fieldsOf(values);
      return giving(command, () => fields)(values, form);
    },
  });
}

export function secondedDialog(motion) {
  const isLeftOut = ({ ref }) => ref === motion.mover || motion.seconders?.includes(ref);
  return openForm({
    title: _('Who seconds the motion?'),
    body: html`<p class="text"><bdi>${motion.text}</bdi></p>
      ${memberField(_('Which member?'), isLeftOut)}`,
    yes: _('Record it'),
    done: _('It is recorded.'),
    send: giving('second_motion', ({ member }) => ({ motion: motion.ref, member })),
  });
}

export function appealDialog(ruling) {
  return openForm({
    title: _('Who appeals against the ruling?'),
    body: html`<p>${_('The meeting then votes on whether the ruling of the chair is overruled.')}</p>
      ${memberField(_('Which member?'))}`,
    yes: _('Record the appeal'),
    done: _('It is recorded.'),
    send: giving('appeal', ({ member }) => ({ ruling: ruling.ref, member })),
  });
}

async function withdraw(motion, give) {
  const title = fmt(_('{name} withdraws the motion?'), { name: nameOf(motion.mover) });
  if (await ask({ title, text: motion.text, yes: _('Withdraw the motion'), isDangerous: true }))
    give('withdraw_motion', { motion: motion.ref, member: motion.mover });
}

/** What members may say aloud about a motion that is open. */
export function saidOf(motion, give, isBusy) {
  if (!isPending(motion)) return nothing;
  const mayAmend = may('move_amendment') && !motion.amends && !motion.procedure && !motion.parts?.length;
  const isMoverHere = acting().some(({ ref }) => ref === motion.mover);
  return html`${may('second_motion') ? press('', _('Seconded by …'), () => secondedDialog(motion), 'quiet', isBusy) : nothing}
  ${mayAmend ? press('pen-line', _('Amendment by …'), () => amendDialog(motion, memberField(_('Which member?'))), 'quiet', isBusy) : nothing}
  ${may('withdraw_motion') && isMoverHere ? press('', _('Withdrawn'), () => withdraw(motion, give), 'quiet', isBusy) : nothing}`;
}
