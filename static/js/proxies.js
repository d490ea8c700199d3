// Who may be a proxy, by the rules of the body. The server decides; this spares the choice of whom it would refuse.
import { meeting, members } from './view.js';

/** Who may vote for this member, by the rules: others with a vote, of the same group where that is asked. */
export function proxiesFor(who) {
  const { proxies = 0, proxies_in_group: inGroup } = meeting().rules ?? {};
  const held = (ref) => members().filter(({ proxy }) => proxy === ref).length;
  return members()
    .filter(({ ref, votes, proxy }) => votes > 0 && ref !== who.ref && !proxy && held(ref) < proxies)
    .filter(({ group }) => !inGroup || group === who.group)
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ ref, name }) => [ref, name]);
}
