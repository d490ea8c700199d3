// The socket to the room: says hello, beats, notices silence, comes back by itself where that is right. Understands no command.
import { setServerTime } from './clock.js';

const BEAT = 5000;
const SILENCE = 12_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
const FINAL = { 4400: 'too_old', 4401: 'signed_out', 4403: 'not_here', 4409: 'taken', 4410: 'too_many' };

export class Connection {
  #socket = null;
  #openedAt = 0;
  #tries = 0;
  #comeBackAfter = null;
  #retry = null;

  constructor({ url, viewUrl, store, hear }) {
    Object.assign(this, { url, viewUrl, store, hear });
    setInterval(() => this.#beat(), BEAT);
    setInterval(() => this.#listenForSilence(), 1000);
    window.addEventListener('offline', () => this.#lost());
    window.addEventListener('online', () => this.#openNow());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.#check());
  }

  open() {
    clearTimeout(this.#retry);
    this.#retry = null;
    this.#drop();
    const socket = new WebSocket(new URL(this.url, location.href.replace(/^http/, 'ws')), 'meetings.v1');
    this.#socket = socket;
    this.#openedAt = Date.now();
    socket.onopen = () => this.#say({ do: 'hello', log: this.store.log, position: this.store.position, head: this.store.head });
    socket.onmessage = ({ data }) => this.#receive(JSON.parse(data));
    socket.onclose = ({ code }) => this.#closed(code);
  }

  /** Sends a frame if the room has welcomed us; says whether it did. */
  send(frame) {
    return this.store.isLive && this.#say(frame);
  }

  #say(frame) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #receive(frame) {
    this.store.heardAt = Date.now();
    if (frame.now) setServerTime(frame.now);
    if (frame.t === 'welcome') {
      this.#tries = 0;
      this.store.welcome(frame);
    } else if (frame.t === 'delta') this.store.delta(frame);
    else if (frame.t === 'bye') this.#comeBackAfter = frame.after_ms;
    // Browsers slow the timers of hidden pages down; the server's own beat keeps the tablet on a desk connected.
    else if (frame.t === 'beat') this.#beat();
    this.hear(frame);
  }

  #beat() {
    this.send({ do: 'beat' });
  }

  #listenForSilence() {
    if (this.#socket && Date.now() - Math.max(this.#openedAt, this.store.heardAt) > SILENCE) this.#closed(1006);
  }

  #check() {
    if (this.#socket) this.send({ do: 'beat' });
    if (this.#retry) this.#openNow();
  }

  #openNow() {
    if (!this.#isOver()) this.open();
  }

  #isOver() {
    return Object.values(FINAL).includes(this.store.status);
  }

  #lost() {
    if (!this.#isOver()) this.store.setStatus('reconnecting');
  }

  #drop() {
    const socket = this.#socket;
    if (!socket) return;
    this.#socket = null;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  async #closed(code) {
    this.#drop();
    if (code in FINAL) return this.store.setStatus(FINAL[code]);
    this.#lost();
    this.#comeBack();
    if (this.#tries > 1) await this.#askWhy();
  }

  #comeBack() {
    const wait = this.#comeBackAfter ?? Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#tries);
    this.#comeBackAfter = null;
    this.#tries += 1;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.open(), wait * (0.5 + Math.random()));
  }

  /** A refused upgrade tells the page no reason, so the view is asked for: it answers 401 or 403 to who is not signed in. */
  async #askWhy() {
    const answer = await fetch(this.viewUrl, { method: 'HEAD' }).catch(() => null);
    if (answer?.status !== 401 && answer?.status !== 403) return;
    if (this.store.isLive) return;
    clearTimeout(this.#retry);
    this.#drop();
    this.store.setStatus('signed_out');
  }
}
