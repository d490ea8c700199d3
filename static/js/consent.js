// The consent agenda: what is on it now, and the words for what became of an item of it. Reads the view.
import { _, fmt } from './i18n.js';
import { isolated } from './format.js';
import { items, nameOf } from './view.js';

/** The items that are adopted together unless somebody has one taken out. */
export const consented = () => items().filter(({ consent, state }) => consent === 'listed' && state === 'planned');

/** What stands beside an item, or nothing. */
export function consentWords({ consent, state, taken_out_by: by }) {
  if (consent === 'taken_out') return fmt(_('Taken out of the consent agenda by {name}'), { name: isolated(nameOf(by)) });
  if (consent === 'adopted') return _('Adopted without a vote');
  return consent && state === 'planned' ? _('Consent agenda') : '';
}
