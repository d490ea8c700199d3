// Which versions of papers were opened on this tablet, so that a newer one can be marked.
import { store } from './live.js';
import { page } from './page.js';
import { keep, kept } from './settings.js';
import { lastVersion } from './view.js';

const KEPT = `seen:${page.meeting}:${page.seat}`;
const seen = kept(KEPT, {});

export function hasNews(paper) {
  const last = lastVersion(paper);
  return Boolean(last) && (seen[paper.ref] ? seen[paper.ref] < last.version : last.version > 1);
}

export function markSeen(ref, version) {
  if (seen[ref] >= version) return;
  seen[ref] = version;
  keep(KEPT, seen);
  store.touch('$seen');
}
