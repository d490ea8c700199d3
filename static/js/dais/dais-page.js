// The chair's page: the agenda at the start, what is on now beside it, the next step at the foot.
import { _ } from '../i18n.js';
import { meeting } from '../view.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import '../elements/chair-link.js';
import '../elements/connection-over.js';
import '../elements/lost-note.js';
import '../elements/notice-bar.js';
import '../elements/paper-viewer.js';
import '../elements/restored-note.js';
import '../elements/ruling-note.js';
import '../elements/top-bar.js';
import '../organisers/insecure-bar.js';
import '../organisers/sign-panel.js';
import './dais-agenda.js';
import './dais-attendance.js';
import './dais-now.js';
import './dais-speakers.js';
import './dais-step.js';
import './point-rulings.js';
import './quorum-alarm.js';

class DaisPage extends LiveElement {
  static keys = ['meeting'];

  connectedCallback() {
    super.connectedCallback();
    this.classList.add('console-page');
    this.addEventListener('open-paper', ({ detail }) => this.querySelector('paper-viewer').open(detail.paper));
    this.addEventListener('go-vote', () => this.querySelector('paper-viewer').close());
  }

  render() {
    const isClosed = meeting().state === 'closed';
    const side = html`<div class="dais-side"><point-rulings></point-rulings><dais-speakers></dais-speakers><dais-attendance></dais-attendance></div>`;
    return html`<top-bar></top-bar><insecure-bar></insecure-bar><lost-note></lost-note>
      <main id="main" class="dais" tabindex="-1" aria-label=${_('Chair’s console')}>
        <div class="dais-now">
          <div class="dais-main stack" tabindex="0" role="group" aria-label=${_('What is on now')}>
            <restored-note isOrganisers></restored-note><notice-bar></notice-bar><dais-now></dais-now><ruling-note></ruling-note>${isClosed ? html`<sign-panel></sign-panel>` : nothing}
            <chair-link isOnDais></chair-link>
          </div>
          ${isClosed ? nothing : side}
        </div>
        <div class="dais-agenda"><dais-agenda></dais-agenda></div>
      </main>
      <dais-step></dais-step>
      <quorum-alarm></quorum-alarm><paper-viewer></paper-viewer><connection-over></connection-over>`;
  }
}

customElements.define('dais-page', DaisPage);
