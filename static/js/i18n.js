// Sentences in the reader's language: gettext catalogues as JSON. Call `_` inside functions only: a catalogue comes after the modules.
import { apart, listed, number } from './format.js';
import { page } from './page.js';

let forms = {};
let pluralOf = { one: 0, other: 1 };
let rules = new Intl.PluralRules('en');

/** Loads `{plural: {CLDR category: index}, messages: {English: translation | [forms]}}`. Without it the page speaks English. */
export async function loadCatalogue(url = page.urls.catalogue) {
  if (!url) return;
  try {
    const catalogue = await (await fetch(url)).json();
    forms = catalogue.messages;
    pluralOf = catalogue.plural;
    rules = new Intl.PluralRules(page.language);
  } catch (fault) {
    console.warn('The catalogue could not be loaded; the page speaks English.', fault);
  }
}

export function _(text) {
  const found = forms[text];
  return (Array.isArray(found) ? found[0] : found) || text;
}

export function n_(one, many, n) {
  const found = forms[one];
  if (!Array.isArray(found)) return n === 1 ? one : many;
  return found[pluralOf[rules.select(n)] ?? pluralOf.other] || (n === 1 ? one : many);
}

/** For a word that means different things: `p_('vote', 'For')`. */
export function p_(context, text) {
  return forms[`${context}\u0004${text}`] || text;
}

/** A sentence that the server sent in English: in the reader's language, or null where the catalogue does not have it. */
export function sent(text, plural, n) {
  if (rules.resolvedOptions().locale !== 'en' && !(text in forms)) return null;
  return plural ? n_(text, plural, n) : _(text);
}

/** A value of such a sentence: a name or number as it is, words that are translated too, or a list. */
function spoken(value) {
  if (Array.isArray(value)) return listed(value.map(spoken));
  return value?.words ? fmt(p_(value.of, value.words), allSpoken(value.values)) : value;
}

export const allSpoken = (values = {}) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, spoken(value)]));

const written = (value) => (typeof value === 'number' ? number(value) : apart(value));

/**
 * Fills `{names}`, numbers as the reader writes them, texts kept apart where they run in the other direction.
 * Its own call, because a call with an object inside is not found by the extraction.
 */
export function fmt(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? written(values[name]) : whole));
}
