// What changes on the floor, among motions and rulings mean to a secretary, in sentences.
import { _, fmt } from '../i18n.js';
import { isolated } from '../format.js';
import { nameOf } from '../view.js';
import { motionState, procedure, requestKind, verdict } from '../words.js';
import { named, said } from './saying.js';

export function ofMotion(before, now) {
  const values = { name: named(now.mover), text: isolated([now.procedure ? procedure(now.procedure) : '', now.text].filter(Boolean).join(' ')), state: motionState(now.state) };
  if (!before) return said('hand', fmt(_('{name} moves: {text}'), values), { insert: fmt(_('{name} moves: {text}'), values) });
  if (before.parts?.length !== now.parts?.length) return said('hand', fmt(_('The motion of {name} is divided.'), values));
  return before.state !== now.state ? said('hand', fmt(_('Motion of {name}: {state}'), values)) : null;
}

export function ofRuling(before, now) {
  const values = { name: named(now.member), verdict: verdict(now.verdict), reason: isolated(now.reason) };
  if (!before) return said('scale', fmt(_('Point of order of {name}: {verdict}. {reason}'), values));
  if (before.appellant !== now.appellant)
    return said('scale', fmt(_('{name} appealed against the ruling.'), { name: named(now.appellant) }));
  if (before.stands === now.stands) return null;
  return said('scale', now.stands ? _('The ruling stands.') : _('The ruling was overruled.'));
}

export function ofFloor(before, now) {
  if (before.speaker !== now.speaker) {
    if (!now.speaker) return said('mic', fmt(_('{name} has finished.'), { name: named(before.speaker) }));
    const words = fmt(_('{name} has the floor.'), { name: named(now.speaker) });
    return said('mic', words, { insert: fmt(_('{name}: '), { name: nameOf(now.speaker) }) });
  }
  const fresh = now.list.find(({ member }) => !before.list.some((old) => old.member === member));
  if (fresh)
    return said(
      'hand',
      fmt(_('{name} asks for the floor: {kind}'), { name: named(fresh.member), kind: requestKind(fresh.kind) }),
    );
  return before.open !== now.open
    ? said('hand', now.open ? _('The list of speakers is open.') : _('The list of speakers is closed.'))
    : null;
}
