// Built-ins that pdf.js expects and older Safari lacks. Imported first, in the page and in the worker.
Promise.withResolvers ??= function withResolvers() {
  let resolve;
  let reject;
  const promise = new this((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};

if (!ArrayBuffer.prototype.transfer) {
  const transfer = function transfer(length = this.byteLength) {
    const copy = new ArrayBuffer(length);
    new Uint8Array(copy).set(new Uint8Array(this, 0, Math.min(length, this.byteLength)));
    return copy;
  };
  ArrayBuffer.prototype.transfer = transfer;
  ArrayBuffer.prototype.transferToFixedLength = transfer;
}

if (globalThis.AbortSignal && !AbortSignal.any) {
  AbortSignal.any = (signals) => {
    const control = new AbortController();
    for (const signal of signals) {
      if (signal.aborted) control.abort(signal.reason);
      else signal.addEventListener('abort', () => control.abort(signal.reason), { once: true });
    }
    return control.signal;
  };
}

URL.parse ??= (url, from) => {
  try {
    return new URL(url, from);
  } catch {
    return null;
  }
};
URL.canParse ??= (url, from) => URL.parse(url, from) !== null;

Array.fromAsync ??= async (things, change = (thing) => thing) => {
  const all = [];
  for await (const thing of things) all.push(await change(thing, all.length));
  return all;
};

const grouped = (things, keyOf, put) => {
  let index = 0;
  for (const thing of things) put(keyOf(thing, index++), thing);
};
Map.groupBy ??= (things, keyOf) => {
  const groups = new Map();
  grouped(things, keyOf, (key, thing) => (groups.has(key) ? groups.get(key).push(thing) : groups.set(key, [thing])));
  return groups;
};
Object.groupBy ??= (things, keyOf) => {
  const groups = Object.create(null);
  grouped(things, keyOf, (key, thing) => (groups[key] ??= []).push(thing));
  return groups;
};

if (globalThis.ReadableStream && !ReadableStream.prototype[Symbol.asyncIterator]) {
  ReadableStream.prototype[Symbol.asyncIterator] = async function* each() {
    const reader = this.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        yield value;
      }
    } finally {
      reader.releaseLock();
    }
  };
}
