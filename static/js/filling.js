// What is wrong with a field that is filled in, in the language of the page: browsers say it in their own.
import { number } from './format.js';
import { _, fmt } from './i18n.js';

function fault({ validity, min, max }) {
  if (validity.valueMissing) return _('Please fill this in.');
  if (validity.rangeUnderflow || validity.rangeOverflow)
    return fmt(_('Please enter a number from {least} to {most}.'), { least: number(min), most: number(max) });
  if (validity.badInput || validity.stepMismatch) return _('Please enter a whole number.');
  return validity.valid || validity.customError ? '' : _('Please look over what you have entered here.');
}

/** From now on, for every form of the page. */
export function watchFields() {
  document.addEventListener('invalid', ({ target }) => target.setCustomValidity(fault(target)), true);
  document.addEventListener('input', ({ target }) => target.setCustomValidity?.(''), true);
  // A press on the button sends anew what may have been filled in by the page itself; Enter presses it too.
  const anew = ({ target }) => [...(target.closest?.('button')?.form?.elements ?? [])].forEach((field) => field.setCustomValidity(''));
  document.addEventListener('click', anew, true);
}
