// Which of the votes that wait is put first: an appeal against the chair before the matter itself. Reads the view.
import { store } from './live.js';

/** The lower, the earlier. */
export function precedence({ ref }) {
  return store.all('ruling/').some(({ poll }) => poll === ref) ? 0 : 1;
}
