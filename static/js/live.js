// The one store, socket and command queue of a live page, joined together. Elements import these; nothing here draws.
import { Commands } from './commands.js';
import { remember } from './confirmed.js';
import { page } from './page.js';
import { Connection } from './socket.js';
import { Store } from './store.js';

export const store = new Store();

export const connection = new Connection({
  url: page.urls.ws,
  viewUrl: page.urls.view,
  store,
  hear: (frame) => commands.hear(frame),
});

export const commands = new Commands({
  url: page.urls.commands,
  store,
  send: (frame) => connection.send(frame),
  confirmed: (frame, answer) => remember(store, frame, answer),
});

/** What is on show now (`page` or `pointer`): not recorded and not answered, so a lost one is simply late. */
export function signal(kind, fields) {
  return connection.send({ do: 'signal', kind, ...fields });
}
