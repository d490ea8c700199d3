// What a link carries behind its `#` (it stays out of every log), and where a seat's screen is.
import { page } from './page.js';
import { keep, kept } from './settings.js';

const SCREENS = { chair: '/dais', secretary: '/desk', display: '/hall', steward: '/door' };
const TICKET_FOR = 180_000;
const KEPT = `roll:${page.meeting}`;

/** Takes `{t, r}` out of the address, so that they are neither seen nor bookmarked. */
export function carried() {
  const found = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  if (found.t || found.r) history.replaceState(null, '', location.pathname + location.search);
  return found;
}

export function screenOf(role, seat) {
  return `/m/${page.meeting}${SCREENS[role] ?? ''}?seat=${encodeURIComponent(seat)}`;
}

/** A roll code that came by link becomes a ticket at once, kept through the sign-in; the tablet then answers with it. */
export async function keepTicket(code) {
  const options = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ code }) };
  const answer = await fetch(`${page.urls.join}/roll`, options).catch(() => null);
  if (!answer?.ok) return false;
  keep(KEPT, { code: (await answer.json()).ticket, at: Date.now() });
  return true;
}

export function takeTicket() {
  const { code, at } = kept(KEPT, null) ?? {};
  keep(KEPT, null);
  return code && Date.now() - at < TICKET_FOR ? code : null;
}
