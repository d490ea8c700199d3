// What is written and not yet recorded: kept on this device for each item, so that a closed lid or a lost connection loses nothing.
import { store } from '../live.js';
import { page } from '../page.js';
import { keep, kept } from '../settings.js';

const nameOf = (item) => `draft:${page.meeting}:${page.seat}:${item}`;

const EMPTY = { kind: 'note', text: '', to: '', due: '' };

export const draftOf = (item) => ({ ...EMPTY, ...kept(nameOf(item), {}) });

export const hasDraft = (item) => Boolean(draftOf(item).text.trim());

export function keepDraft(item, draft) {
  const isNew = hasDraft(item) !== Boolean(draft.text.trim());
  keep(nameOf(item), draft);
  if (isNew) store.touch('$draft');
}

/** Recorded: the text goes, the kind stays for the next one. */
export function dropDraft(item) {
  keepDraft(item, { ...EMPTY, kind: draftOf(item).kind });
}
