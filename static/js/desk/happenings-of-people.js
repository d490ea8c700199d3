// What changes on the list of participants means to a secretary, in sentences.
import { _, fmt } from '../i18n.js';
import { isolated } from '../format.js';
import { attendance } from '../words.js';
import { named, said } from './saying.js';

export function ofMember(before, now) {
  const name = isolated(now.name);
  if (!before) return said('user-plus', fmt(_('{name} is admitted.'), { name }));
  if (before.proxy !== now.proxy) {
    const words = now.proxy ? _('{proxy} votes for {name} by proxy.') : _('The proxy of {name} has ended.');
    return said('users', fmt(words, { name, proxy: named(now.proxy) }));
  }
  if (before.status === now.status) return null;
  return said(
    now.status === 'present' ? 'user-check' : 'user-x',
    fmt(_('{name}: {status}'), { name, status: attendance(now.status) }),
  );
}
