// Commands on their way: each has an id, is kept until it is answered, and is sent again with the same id. Never repeats a choice by itself for long.
import { refusal } from './words.js';

const ANSWER_WITHIN = 4000;
const CHECK_EVERY = 2000;
const KEEP_FOR = 20_000;
export const KEEP_A_VOTE_FOR = 10_000;

/** Why a command was not carried out, as a sentence. `code` is the server's, or `unconfirmed` when no answer came in time. */
export class Refusal extends Error {
  constructor(code, sentence) {
    super(sentence);
    this.code = code;
  }
}

export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export class Commands {
  #waiting = new Map();

  constructor({ url, store, send, confirmed }) {
    Object.assign(this, { url, store, send, confirmed });
    store.watch(['$status'], () => store.isLive && this.#sendAll());
  }

  /**
   * Gives a command and promises its answer `{position, at, ref?}`, or throws a Refusal.
   * `keepFor` ms it is repeated until answered; `isWanted` may end that earlier; `onState('sending'|'checking')` tells how it goes.
   */
  give(name, fields = {}, { keepFor = KEEP_FOR, isWanted = () => true, onState = () => {} } = {}) {
    const id = newId();
    return new Promise((resolve, reject) => {
      const command = {
        id,
        frame: { do: name, id, ...fields },
        resolve,
        reject,
        isWanted,
        onState,
        givenAt: Date.now(),
        keepFor,
      };
      this.#waiting.set(id, command);
      command.timer = setTimeout(() => this.#check(command), ANSWER_WITHIN);
      onState('sending');
      this.#send(command);
    });
  }

  /** An answer from the socket or from HTTP: done, refused or unknown. Other frames are not for us. */
  hear(answer) {
    const command = this.#waiting.get(answer.id);
    if (!command) return;
    if (answer.t === 'done') {
      this.confirmed(command.frame, answer);
      this.#settle(command, () => command.resolve(answer));
    } else if (answer.t === 'refused')
      this.#settle(command, () => command.reject(new Refusal(answer.code, refusal(answer, command.frame.do))));
    else if (answer.t === 'unknown') setTimeout(() => this.#check(command), 500);
  }

  get isWaiting() {
    return this.#waiting.size > 0;
  }

  #settle(command, how) {
    this.#waiting.delete(command.id);
    clearTimeout(command.timer);
    how();
  }

  #sendAll() {
    for (const command of this.#waiting.values()) if (this.#mayRepeat(command)) this.send(command.frame);
  }

  #send(command) {
    if (!this.send(command.frame)) this.#post(command);
  }

  #mayRepeat(command) {
    return command.isWanted() && Date.now() - command.givenAt < command.keepFor;
  }

  #check(command) {
    if (!this.#waiting.has(command.id)) return;
    clearTimeout(command.timer);
    if (!this.#mayRepeat(command)) {
      this.#settle(command, () => command.reject(new Refusal('unconfirmed', refusal({ code: 'unconfirmed' }, command.frame.do))));
      return;
    }
    command.onState('checking');
    command.timer = setTimeout(() => this.#check(command), CHECK_EVERY);
    this.#post(command);
  }

  /** The way round a socket that is closed or silent: the same command over HTTP, with the same id, so it counts once. */
  async #post({ frame }) {
    try {
      const headers = { 'Content-Type': 'application/json' };
      const answer = await fetch(this.url, {
        method: 'POST',
        headers,
        body: JSON.stringify(frame),
        signal: timeLimit(ANSWER_WITHIN),
      });
      this.hear(heard(frame.id, answer.status, await answer.json()));
    } catch {
      // No answer is not a no: the command stays, and is repeated until its time is over.
    }
  }
}

/** Whoever is turned away at the door (not signed in, not this seat) is refused too; a server in trouble has said nothing. */
function heard(id, status, answer) {
  if ([400, 401, 403, 404].includes(status) && !answer.t)
    return { t: 'refused', id, code: 'turned_away', message: answer.message };
  return { ...answer, id };
}

function timeLimit(ms) {
  const control = new AbortController();
  setTimeout(() => control.abort(), ms);
  return control.signal;
}
