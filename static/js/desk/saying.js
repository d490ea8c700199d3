// What a happening is: a sign, a sentence, and perhaps words to put into the minutes.
import { isolated } from '../format.js';
import { nameOf } from '../view.js';

export const said = (mark, words, more = {}) => ({ mark, words, ...more });
export const named = (ref) => isolated(nameOf(ref));
