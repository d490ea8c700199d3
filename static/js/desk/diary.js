// What happened since this page was opened, newest first. Listens for as long as the page lives, whether or not the list is on show.
import { serverNow } from '../clock.js';
import { store } from '../live.js';
import { HEARD, happening } from './happenings.js';

const MOST = 300;
const before = new Map();
let number = 0;

/** [{number, at, mark, words, insert?}] */
export const diary = [];

function hear(changed) {
  const isFirst = before.size === 0;
  for (const key of changed.filter((one) =>
    HEARD.some((heard) => (heard.endsWith('/') ? one.startsWith(heard) : one === heard)),
  )) {
    const now = store.get(key);
    const found = isFirst ? null : happening(key, before.get(key), now);
    if (found) diary.unshift({ number: ++number, at: serverNow(), ...found });
    if (now) before.set(key, now);
    else before.delete(key);
  }
  diary.splice(MOST);
  store.touch('$diary');
}

store.watch(HEARD, hear);
