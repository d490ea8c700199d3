// Somebody on the list of speakers, as the chair sees them: what for, how long they wait, what is left of their time.
import { html, nothing } from '../../vendor/lit.js';
import { serverNow } from '../clock.js';
import { number, span } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { floor, may, member, nameOf } from '../view.js';
import { requestKind } from '../words.js';
import { timeLeft } from '../speaking.js';
import { pressSign } from '../organisers/press.js';

const isUrgent = (request) => request?.kind === 'point_of_order';

function facts({ member: ref, kind, since }) {
  const left = isUrgent({ kind }) ? null : timeLeft(ref);
  const time = left === 0 ? _('no time left') : fmt(_('{span} left'), { span: span(left ?? 0) });
  return [
    kind === 'speak' ? '' : requestKind(kind),
    member(ref)?.group,
    fmt(_('waiting {span}'), { span: span(serverNow() - since) }),
    left === null ? '' : time,
  ].filter(Boolean);
}

/** One place further up, but never before a point of order. */
function up({ member: ref, kind }, index, give, isBusy) {
  const { list } = floor();
  const above = list[index - 1];
  if (!may('move_request') || !above || (isUrgent(above) && !isUrgent({ kind }))) return nothing;
  const words = fmt(_('Move up: {name}'), { name: nameOf(ref) });
  const move = () => give('move_request', { member: ref, after: list[index - 2]?.member ?? null });
  return pressSign('arrow-up', words, move, isBusy);
}

/** A member without a tablet says that it no longer wants to speak. */
function off(ref, give, isBusy) {
  if (!may('withdraw_request')) return nothing;
  const words = fmt(_('Take off the list: {name}'), { name: nameOf(ref) });
  return pressSign('x', words, () => give('withdraw_request', { member: ref }), isBusy);
}

/** The next speaker's button says all; the others need only the sign. */
function button(ref, isNext, isOff, deed) {
  const words = fmt(_('Give the floor to {name}'), { name: nameOf(ref) });
  return html`<button
    type="button"
    class="button ${isNext ? 'button-primary' : ''}"
    ?disabled=${isOff || !store.isLive}
    aria-label=${words}
    @click=${deed}
  >
    ${icon('mic')}${isNext ? html`<bdi>${words}</bdi>` : nothing}
  </button>`;
}

/** `give` gives a command and shows what is wrong; `giveFloor` gives the floor for the time chosen. */
export function speakerRow(request, index, { give, giveFloor, byRule, isBusy }) {
  const { member: ref } = request;
  const isSpent = byRule && !isUrgent(request) && timeLeft(ref) === 0;
  return html`<li class="rows-row speaker-give ${isUrgent(request) ? 'rows-urgent' : ''}">
    <span class="rows-number">${number(index + 1)}</span>
    <span class="grow"><bdi>${nameOf(ref)}</bdi><small>${facts(request).join(' · ')}</small></span>
    ${up(request, index, give, isBusy)}${off(ref, give, isBusy)}
    ${may('give_floor') ? button(ref, index === 0, isBusy || isSpent, () => giveFloor(ref)) : nothing}
  </li>`;
}
