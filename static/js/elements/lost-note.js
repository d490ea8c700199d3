// Says, once the connection is lost for long, what that means: on every page with buttons. Short gaps show nothing.
import { Tick } from '../clock.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { reach } from '../reach.js';
import { LiveElement, html, nothing } from './live-element.js';

class LostNote extends LiveElement {
  #tick = new Tick(this, () => !store.isLive);

  render() {
    if (reach() !== 'lost' || store.isOver) return nothing;
    return html`<aside class="banner banner-warn banner-slim lost-note" aria-label=${_('No connection')}>
      ${icon('wifi-off')}<span class="grow"
        >${_('No connection to the server. What you see may be out of date, and nothing can be recorded. This page comes back by itself; what is recorded is safe.')}</span
      >
    </aside>`;
  }
}

customElements.define('lost-note', LostNote);
