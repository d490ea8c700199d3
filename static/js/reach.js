// Whether this page reaches the room, as a person should be told: short gaps are nothing, so that nobody is startled by a flicker.
import { store } from './live.js';

const FLICKER = 3000;
const LONG = 12_000;

/** ok | trouble | lost */
export function reach() {
  if (store.isLive) return 'ok';
  const gap = Date.now() - store.since;
  if (store.status === 'reconnecting' && gap < FLICKER) return 'ok';
  return gap > LONG ? 'lost' : 'trouble';
}
