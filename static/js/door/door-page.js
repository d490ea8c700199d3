// The steward's page: badges are scanned and names are ticked off as people come in; nothing of the business is seen.
import { _ } from '../i18n.js';
import { LiveElement, html } from '../elements/live-element.js';
import '../desk/desk-attendance.js';
import '../elements/connection-over.js';
import '../elements/notice-bar.js';
import '../elements/recess-note.js';
import '../elements/top-bar.js';

class DoorPage extends LiveElement {
  render() {
    return html`<top-bar></top-bar>
      <main id="main" class="column" tabindex="-1">
        <h1>${_('At the door')}</h1>
        <notice-bar></notice-bar><recess-note></recess-note>
        <desk-attendance></desk-attendance>
      </main>
      <connection-over></connection-over>`;
  }
}

customElements.define('door-page', DoorPage);
