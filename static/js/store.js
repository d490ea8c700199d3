// The view of the meeting as this page last heard it: key -> fragment. Applies frames and tells whoever watches; decides nothing.
const PASSING = ['presence', 'taken', 'shown', 'roll_code'];
// What all see and what a seat may do come in two frames: drawn one by one, buttons would flash that are not for this seat.
const TOGETHER = 10;
const isSeats = (key) => key === 'me' || key.startsWith('me/');

export class Store {
  fragments = new Map();
  log = null;
  position = null;
  head = null;
  you = null;
  status = 'connecting'; // connecting | live | reconnecting | taken | signed_out | not_here | too_old | too_many
  since = Date.now(); // when the status last changed
  heardAt = 0; // when the room last said anything
  #passing = new Set(PASSING);
  #watchers = new Set();
  #changed = new Set();

  get(key) {
    return this.fragments.get(key);
  }

  /** Every fragment whose key starts with `prefix`, each with its ref (`item/3a` -> ref `3a`). */
  all(prefix) {
    const found = [];
    for (const [key, fragment] of this.fragments)
      if (key.startsWith(prefix)) found.push({ ...fragment, ref: key.slice(prefix.length) });
    return found;
  }

  get isLive() {
    return this.status === 'live';
  }

  /** Whether this page stays without the room until somebody acts. */
  get isOver() {
    return ['taken', 'signed_out', 'not_here', 'too_old', 'too_many'].includes(this.status);
  }

  setStatus(status) {
    if (status === this.status) return;
    this.status = status;
    this.since = Date.now();
    this.touch('$status');
  }

  welcome({ log, position, head, you, resumed, view }) {
    if (resumed) this.#remove((key) => isSeats(key) || this.#passing.has(key));
    else {
      this.#remove(() => true);
      // A resumed welcome leaves the position where it was: the delta that follows moves it.
      Object.assign(this, { position, head });
    }
    this.log = log;
    this.you = you;
    this.#put(view);
    this.touch('$you');
    this.setStatus('live');
  }

  delta({ seat, passing, position, head, put = {}, drop = [] }) {
    if (!seat && !passing) Object.assign(this, { position, head });
    if (passing) for (const key of Object.keys(put)) this.#passing.add(key);
    this.#put(put);
    for (const key of drop) if (this.fragments.delete(key)) this.touch(key);
  }

  /** Calls `hear` once for any number of changes under these keys. A prefix ends with a slash, anything else is one whole key. */
  watch(keys, hear) {
    const watcher = { keys, hear };
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  touch(key) {
    if (this.#changed.size === 0) setTimeout(() => this.#flush(), TOGETHER);
    this.#changed.add(key);
  }

  #put(fragments) {
    for (const [key, fragment] of Object.entries(fragments)) {
      this.fragments.set(key, fragment);
      this.touch(key);
    }
  }

  #remove(isGone) {
    for (const key of [...this.fragments.keys()]) {
      if (!isGone(key)) continue;
      this.fragments.delete(key);
      this.touch(key);
    }
  }

  #flush() {
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const { keys, hear } of [...this.#watchers]) {
      if (keys.some((wanted) => changed.some((key) => (wanted.endsWith('/') ? key.startsWith(wanted) : key === wanted))))
        hear(changed);
    }
  }
}
