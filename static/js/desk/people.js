// Who is on the list, in the order of a roll call, and found by what is typed. Reads the view, draws nothing.
import { _ } from '../i18n.js';
import { store } from '../live.js';
import { members } from '../view.js';
import { attendance } from '../words.js';

/** Who serves the meeting and takes no part in it. */
const STAFF = ['display', 'steward'];
const OFFICES = { chair: 0, vice_chair: 1, secretary: 3, delegate: 1, observer: 4 };

const byRoll = (a, b) =>
  Number(b.votes > 0) - Number(a.votes > 0) ||
  (OFFICES[a.role] ?? 5) - (OFFICES[b.role] ?? 5) ||
  (a.seat ?? '').localeCompare(b.seat ?? '', undefined, { numeric: true }) ||
  a.name.localeCompare(b.name);

export const people = () =>
  members()
    .filter(({ role }) => !STAFF.includes(role))
    .sort(byRoll);

export const voting = () => people().filter(({ votes }) => votes > 0);

/** Of whom nothing is recorded yet: they count as absent, but nobody has said so. */
export const hasNoRecord = ({ status, recorded }) => status === 'absent' && !recorded;

/** What is recorded of somebody, in words. */
export const statusOf = (one) => (hasNoRecord(one) ? _('No record yet') : attendance(one.status));

/** The list in parts, by what `keyOf` says of each. */
export function grouped(list, keyOf) {
  const parts = new Map();
  for (const one of list) parts.set(keyOf(one), [...(parts.get(keyOf(one)) ?? []), one]);
  return parts;
}

export const isConnected = (ref) => Boolean(store.get('presence')?.[ref]);

/** Without marks and case, so that "soke" finds "Szőke"; letters of other scripts stay as they are. */
const plain = (text) =>
  (text ?? '')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[łđø]/g, (letter) => ({ ł: 'l', đ: 'd', ø: 'o' })[letter]);

export function found(list, words) {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  return list.filter(({ name, seat, group, title, ref }) => {
    const text = plain([name, seat, group, title, ref].filter(Boolean).join(' '));
    return wanted.every((word) => text.includes(word));
  });
}

/** A ref that can be typed by hand, made of the name; the server makes one where the name has no letters for it. */
export function freshRef(name) {
  const made = plain(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const taken = new Set(members().map(({ ref }) => ref));
  for (let n = 1; made && n < 100; n += 1) {
    const ref = n === 1 ? made : `${made}-${n}`;
    if (!taken.has(ref)) return ref;
  }
  return undefined;
}
