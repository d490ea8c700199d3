// The bar at the top of the tablet, the dais and the desk: what meeting, connected or not, quorum, reading settings.
import { meeting, nameOf } from '../view.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { role } from '../words.js';
import './connection-chip.js';
import './quorum-chip.js';
import './reading-settings.js';
import { LiveElement, html } from './live-element.js';

class TopBar extends LiveElement {
  static keys = ['meeting', '$you', 'member/'];

  render() {
    const { title = document.title, rehearsal: isRehearsal } = meeting();
    const who = store.you ? html`<small><bdi>${nameOf(store.you.ref)}</bdi> · ${role(store.you.role)}</small>` : '';
    return html`<header class="topbar">
      <p class="topbar-title"><bdi>${title}</bdi>${who}</p>
      ${isRehearsal ? html`<span class="chip chip-warn">${icon('info')}${_('Rehearsal')}</span>` : ''}
      <connection-chip></connection-chip>
      <quorum-chip></quorum-chip>
      <reading-settings></reading-settings>
    </header>`;
  }
}

customElements.define('top-bar', TopBar);
