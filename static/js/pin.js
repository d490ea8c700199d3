// The page where chair and secretary choose the PIN that confirms their signatures.
import { loadCatalogue } from './i18n.js';

await loadCatalogue();
await import('./organisers/pin-form.js');
