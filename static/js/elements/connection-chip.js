// Says whether this page hears the room, always at the same place; loss and return are also said aloud, once.
import { announce } from '../announce.js';
import { Tick } from '../clock.js';
import { time } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { reach } from '../reach.js';
import { LiveElement, html } from './live-element.js';

class ConnectionChip extends LiveElement {
  #said = 'ok';
  #tick = new Tick(this, () => !store.isLive);

  updated() {
    const state = reach();
    if (state === this.#said) return;
    if (state === 'ok' && this.#said === 'lost') announce(_('Connected again.'));
    if (state === 'lost') announce(_('The connection is lost. It will come back by itself.'));
    if (state !== 'trouble') this.#said = state;
  }

  render() {
    const state = reach();
    if (state === 'ok')
      return html`<span class="chip chip-ok">${icon('wifi')}<span class="chip-word">${_('Connected')}</span></span>`;
    if (store.isOver) return html`<span class="chip chip-danger">${icon('wifi-off')}${_('Not connected')}</span>`;
    if (state === 'trouble') return html`<span class="chip chip-warn">${icon('loader-circle')}${_('Connecting…')}</span>`;
    const since = fmt(_('No connection since {time}'), { time: time(store.since) });
    return html`<span class="chip chip-danger">${icon('wifi-off')}${since}</span>`;
  }
}

customElements.define('connection-chip', ConnectionChip);
