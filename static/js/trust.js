// The page's one Trusted Types policy: scripts come from our own static folder, nothing else becomes code.
const check = (url) => {
  const target = new URL(url, location.href);
  if (target.origin !== location.origin) throw new TypeError(`expected a script of this server, got ${target.origin}`);
  return target.href;
};

const policy = globalThis.trustedTypes?.createPolicy('app', { createScriptURL: check }) ?? { createScriptURL: check };

export function moduleWorker(url) {
  return new Worker(policy.createScriptURL(String(url)), { type: 'module' });
}
