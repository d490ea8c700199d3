// The steward's page: badges are scanned and names are ticked off as people come in; nothing of the business is seen.
import { _ } from '../i18n.js';
import { meeting } from '../view.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import { note } from '../elements/notes.js';
import '../desk/desk-attendance.js';
import '../elements/connection-over.js';
import '../elements/lost-note.js';
import '../elements/notice-bar.js';
import '../elements/recess-note.js';
import '../elements/top-bar.js';

class DoorPage extends LiveElement {
  static keys = ['meeting'];

  render() {
    return html`<top-bar></top-bar><lost-note></lost-note>
      <main id="main" class="column" tabindex="-1">
        <h1>${_('At the door')}</h1>
        ${meeting().state === 'closed' ? note('', 'info', _('The meeting is closed. Nobody’s attendance changes any more.')) : nothing}
        <notice-bar></notice-bar><recess-note></recess-note>
        <desk-attendance></desk-attendance>
      </main>
      <connection-over></connection-over>`;
  }
}

customElements.define('door-page', DoorPage);
