// The page where chair and secretary choose the PIN that confirms their signatures.
import { watchFields } from './filling.js';
import { loadCatalogue } from './i18n.js';

await loadCatalogue();
watchFields();
await import('./organisers/pin-form.js');
