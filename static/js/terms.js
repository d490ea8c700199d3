// The terms on which the standing orders have motions put to the vote, and what they are in words. Reads the view.
import { rule } from './arithmetic.js';
import { conditions } from './conditions.js';
import { meeting } from './view.js';
import { secrecy } from './secrecy.js';

/** The terms on which a motion of whatever kind is put, if nobody says other ones. */
export function usualTerms({ amends, procedure }) {
  const { terms = {}, procedural = {} } = meeting().rules ?? {};
  if (!procedure) return terms[amends ? 'amendment' : 'motion'];
  return { ...terms.procedural, majority: procedural[procedure] ?? terms.procedural?.majority };
}

/** The terms in words, before they are applied. */
export const termsInWords = (terms) =>
  terms && [`${rule({ ...terms, base: undefined, base_rule: terms.base })}.`, ...conditions(terms), `${secrecy(terms.secrecy)}.`].join(' ');
