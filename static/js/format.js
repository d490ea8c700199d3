// Times, spans and numbers as a reader expects them: in the meeting's own time zone, never the tablet's.
import { page } from './page.js';

// English without a country means the day before the month, as most readers of English in meetings write it.
const locale = page.language === 'en' ? 'en-GB' : page.language;
const formats = new Map();

// A zone given as `+01:00` is added by hand: tablets older than 2023 know only names of zones.
const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(page.timezone) ?? [];
const shift = sign ? (sign === '-' ? -60_000 : 60_000) * (60 * Number(hours) + Number(minutes)) : 0;
const timeZone = sign ? 'UTC' : page.timezone;

function format(name, at, options) {
  if (!formats.has(name)) formats.set(name, new Intl.DateTimeFormat(locale, { timeZone, ...options }));
  return formats.get(name).format(at + shift);
}

/** 10:42 */
export function time(at) {
  return format('time', at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** 10:42:07 */
export function exactTime(at) {
  return format('exact', at, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
}

const DAY = { day: 'numeric', month: 'long', year: 'numeric' };

// As the minutes write a day (meetings/minutes/words.py): below 10, and in the months 1 and 2, with a zero (Decree 30/2020/NĐ-CP).
const OFFICIAL = { vi: ({ day, month, year }) => `ngày ${day.padStart(2, '0')} tháng ${month < 3 ? '0' : ''}${month} năm ${year}` };

/** A day where official letters have a form of their own; undefined in other languages. */
function official(at, zone) {
  const figures = new Intl.DateTimeFormat('en', { timeZone: zone, day: 'numeric', month: 'numeric', year: 'numeric' });
  return OFFICIAL[locale]?.(Object.fromEntries(figures.formatToParts(at).map(({ type, value }) => [type, value])));
}

/** Tuesday, 24 November 2026 */
export function date(at) {
  const day = official(at + shift, timeZone);
  return day ? `${format('weekday', at, { weekday: 'long' })}, ${day}` : format('date', at, { weekday: 'long', ...DAY });
}

/** 12 January 2027, for a day that was written as 2027-01-12; what is written otherwise stays as it is. */
export function dayWords(day) {
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : NaN;
  if (Number.isNaN(at)) return day;
  return official(at, 'UTC') ?? new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...DAY }).format(at);
}

/** 2:05, or 1:02:05 from an hour on. */
export function span(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n) => String(n).padStart(2, '0');
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

export function number(n) {
  return new Intl.NumberFormat(locale).format(n);
}

/** A, B and C */
export function listed(words) {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(words.map(apart));
}

/** Long titles are set smaller, or they would fill a screen by themselves. */
export const titleSize = (title) => (title.length > 90 ? 'title-long' : '');

/** Someone's name inside a plain string: isolated, so that another script's direction stays inside it. */
export function isolated(text) {
  return `\u2068${text}\u2069`;
}

const otherDirection = document.dir === 'rtl' ? /\p{L}/u : /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** The same where it is needed: a number after a name in Arabic would otherwise be drawn before it. What is no text stays as it is. */
export function apart(value) {
  return typeof value === 'string' && otherDirection.test(value) && !value.startsWith('\u2068') ? isolated(value) : value;
}
