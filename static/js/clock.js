// The server's time on this device, and one shared tick each second for everything that shows a clock.
let offset = null;
const listeners = new Set();
let timer = null;

/** `now` as the server sent it: the network only ever makes it late, so the largest difference heard is the truest. */
export function setServerTime(now) {
  const heard = now - Date.now();
  if (offset === null || heard > offset || Math.abs(heard - offset) > 2000) offset = heard;
}

export function serverNow() {
  return Date.now() + (offset ?? 0);
}

function tick() {
  for (const listener of listeners) listener();
  timer = listeners.size ? setTimeout(tick, 1000 - (serverNow() % 1000)) : null;
}

export function everySecond(listener) {
  listeners.add(listener);
  timer ??= setTimeout(tick, 1000 - (serverNow() % 1000));
  return () => listeners.delete(listener);
}

/** A Lit controller: draws its element anew each second, as long as `isRunning(host)`. */
export class Tick {
  constructor(host, isRunning = () => true) {
    Object.assign(this, { host, isRunning });
    host.addController(this);
  }

  hostConnected() {
    this.stop = everySecond(() => this.isRunning(this.host) && this.host.requestUpdate());
  }

  hostDisconnected() {
    this.stop();
  }
}
