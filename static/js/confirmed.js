// What this page was told is recorded, so that it can say what is gone if the record is restored from a backup. Ends with the tab.
import { page } from './page.js';

const KEPT = `confirmed:${page.meeting}:${page.seat ?? ''}`;
const MOST = 100;

function all() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) ?? [];
  } catch {
    return [];
  }
}

/** A vote with its question and, unless that is confidential, the choice; of other commands, that there was one. */
function voteOf(store, { poll, choice, for: voter }) {
  const { question, options = [], secrecy } = store.get(`poll/${poll}`) ?? {};
  const marked = [choice].flat();
  return { question, voter, chosen: secrecy === 'confidential' ? [] : options.filter(({ ref }) => marked.includes(ref)) };
}

export function remember(store, frame, { position, at }) {
  const vote = frame.do === 'cast_vote' ? voteOf(store, frame) : null;
  try {
    sessionStorage.setItem(KEPT, JSON.stringify([...all(), { log: store.log, position, at, vote }].slice(-MOST)));
  } catch {
    // Without a place to keep it the note about the restoration still says which votes to look at.
  }
}

/** `restorations` as the view has them, the oldest first: whatever lay behind the one that followed its log is gone. */
export function gone(restorations) {
  const logs = restorations.map(({ log }) => log);
  return all().filter(({ log, position }) => {
    const next = restorations[logs.indexOf(log) + 1];
    return next && position >= Number(next.ref);
  });
}
