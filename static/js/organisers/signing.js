// Talks to the server about PIN and signature. Each answer is `{ok, sentence}`: what a person should read when it went wrong.
import { _ } from '../i18n.js';
import { page } from '../page.js';

const JSON_TYPE = { 'Content-Type': 'application/json' };

async function ask(url, body) {
  const answer = await fetch(url, body ? { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) } : {}).catch(
    () => null,
  );
  if (!answer) return { ok: false, sentence: _('The server does not answer. Check the connection and try again.') };
  const said = await answer.json().catch(() => ({}));
  return {
    ok: answer.ok,
    status: answer.status,
    ...said,
    sentence: answer.ok ? '' : (said.message ?? _('The server made an error. Please try again.')),
  };
}

/** Whether this seat has a PIN: true, false, or null when the server does not say. */
export async function hasPin() {
  const { ok, set } = await ask(page.urls.pin);
  return ok ? Boolean(set) : null;
}

export const isPin = (text) => /^\d{4,12}$/.test(text);

/** Chooses a PIN; to change one, the one before is given as well. */
export const setPin = (pin, current) => ask(page.urls.pin, current ? { pin, current } : { pin });

/** Signs the minutes; rendering a long meeting may take some seconds. */
export const sign = (pin) => ask(page.urls.sign, { pin });
