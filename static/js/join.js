// The page behind a join link: the token from the address, or a seat and a code by hand; then to the screen of the role.
import { watchFields } from './filling.js';
import { loadCatalogue } from './i18n.js';

await loadCatalogue();
watchFields();
await import('./elements/join-form.js');
