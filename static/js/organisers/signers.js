// Who signs the minutes, in order, and how far each has come. A signature is old once the minutes say more than it covers.
import { store } from '../live.js';
import { meeting, members } from '../view.js';

/** Where the last thing was recorded that the minutes tell of and that can still come after the adjournment. */
function lastInMinutes() {
  const later = [...store.all('correction/'), ...store.all('minute/').filter(({ kind }) => kind !== 'note')];
  return Math.max(0, ...later.map(({ ref }) => Number(ref)));
}

/** [{ref, signature?, isOld}]: who presided last, then the secretary. */
export function signers() {
  const secretary = members().find(({ role }) => role === 'secretary')?.ref;
  const last = lastInMinutes();
  return [meeting().chair, secretary].filter(Boolean).map((ref) => {
    const signature = store.get(`signature/${ref}`);
    return { ref, signature, isOld: Boolean(signature) && signature.covers < last };
  });
}
