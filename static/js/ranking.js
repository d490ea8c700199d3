// What a ballot says, in words: of a ranked one the options in the voter's order, of any other those that are marked.
import { apart, isolated, number } from './format.js';
import { _, fmt } from './i18n.js';
import { optionsOf } from './view.js';

export const isRanked = ({ method }) => method === 'ranked';

const marksOf = (choice) => [choice ?? []].flat();

/** The options of a choice, a ranked one in its order. */
function chosen(poll, choice) {
  const options = optionsOf(poll);
  const marks = marksOf(choice);
  if (!isRanked(poll)) return options.filter(({ ref }) => marks.includes(ref));
  return marks.map((mark) => options.find(({ ref }) => ref === mark)).filter(Boolean);
}

/** ['1. Ana', '2. Binh'], or the words alone where there is no order. */
export function chosenWords(poll, choice) {
  const hasOrder = isRanked(poll) && !marksOf(choice).includes('blank');
  const placed = ({ text }, index) => fmt(_('{place}. {name}'), { place: number(index + 1), name: isolated(text) });
  return chosen(poll, choice).map((option, index) => (hasOrder ? placed(option, index) : apart(option.text)));
}
