// Starts a live page: the catalogue first, then the elements that speak it, then the socket.
import { watchFields } from './filling.js';
import { loadCatalogue } from './i18n.js';

/** `elements` imports the page's elements: `start(() => import('./elements/hall-page.js'))`. */
export async function start(elements) {
  await loadCatalogue();
  watchFields();
  await elements();
  const { connection } = await import('./live.js');
  connection.open();
  document.documentElement.dataset.started = '';
}
