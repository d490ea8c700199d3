// Keeps the tablet's screen on while the meeting goes on. Browsers allow it on https only, and some only after a tap.
import { store } from './live.js';
import { meeting } from './view.js';

let lock = null;

async function hold() {
  const isWanted = meeting().state === 'open' && document.visibilityState === 'visible';
  if (!isWanted || lock || !navigator.wakeLock) return;
  try {
    lock = await navigator.wakeLock.request('screen');
    lock.addEventListener('release', () => (lock = null));
  } catch {
    // Refused, for example on a low battery: the next tap asks again.
  }
}

export function stayAwake() {
  store.watch(['meeting'], () => (meeting().state === 'open' ? hold() : lock?.release()));
  document.addEventListener('click', hold);
  document.addEventListener('visibilitychange', hold);
  hold();
}
