// The incidents on record, newest first, and recording one more.
import { time } from '../format.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { item as itemOf } from '../view.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import { incidentDialog } from '../organisers/incident-dialog.js';
import { offer } from '../organisers/press.js';

class DeskIncidents extends LiveElement {
  static keys = ['incident/', 'item/', 'can', 'me'];

  #row({ text, at, item, private: isPrivate }) {
    const place = itemOf(item);
    return html`<li class="rows-row">
      ${icon('triangle-alert')}<span class="grow"
        ><bdi class="text">${text}</bdi><small>${time(at)}${place ? html` · <bdi>${place.title}</bdi>` : nothing}</small></span
      >
      ${isPrivate ? html`<span class="pill pill-plain">${_('Not public')}</span>` : nothing}
    </li>`;
  }

  render() {
    const all = store.all('incident/').sort((a, b) => b.at - a.at);
    return html`<section class="stack-tight">
      <h2>${_('Incidents')}</h2>
      ${
        all.length
          ? html`<ol class="rows">
              ${all.map((one) => this.#row(one))}
            </ol>`
          : html`<p class="empty">${_('No incident is recorded.')}</p>`
      }
      <div>${offer('record_incident', 'triangle-alert', _('Record an incident'), () => incidentDialog())}</div>
    </section>`;
  }
}

customElements.define('desk-incidents', DeskIncidents);
