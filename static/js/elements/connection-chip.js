// Says whether this page hears the room. Short gaps show nothing, so that nobody is startled by a flicker.
import { announce } from '../announce.js';
import { Tick } from '../clock.js';
import { time } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { LiveElement, html } from './live-element.js';

const FLICKER = 3000;
const LONG = 12_000;

/** ok | trouble | lost, for whoever else wants to know. */
export function connection() {
  if (store.isLive) return 'ok';
  const gap = Date.now() - store.since;
  if (gap < FLICKER && store.status === 'reconnecting') return 'ok';
  return gap > LONG ? 'lost' : 'trouble';
}

class ConnectionChip extends LiveElement {
  #said = 'ok';
  #tick = new Tick(this, () => !store.isLive);

  updated() {
    const state = connection();
    if (state === this.#said) return;
    if (state === 'ok' && this.#said === 'lost') announce(_('Connected again.'));
    if (state === 'lost') announce(_('The connection is lost. It will come back by itself.'));
    if (state !== 'trouble') this.#said = state;
  }

  render() {
    const state = connection();
    if (state === 'ok')
      return html`<span class="chip chip-ok">${icon('wifi')}<span class="chip-word">${_('Connected')}</span></span>`;
    if (state === 'trouble') return html`<span class="chip chip-warn">${icon('loader-circle')}${_('Connecting…')}</span>`;
    const since = fmt(_('No connection since {time}'), { time: time(store.since) });
    return html`<span class="chip chip-danger">${icon('wifi-off')}${since}</span>`;
  }
}

customElements.define('connection-chip', ConnectionChip);
