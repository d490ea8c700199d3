// The roll call on the hall display: the QR code, the code in letters, and how many have answered.
import { _ } from '../i18n.js';
import { store } from '../live.js';
import { qrCode } from './qr-code.js';
import { quorumWords } from './quorum-chip.js';
import { html, nothing } from './live-element.js';

export const inFours = (code) => code.replace(/(.{4})(?=.)/g, '$1-');

export function rollFace() {
  const code = store.get('roll_code');
  const quorum = store.get('quorum');
  return html`${code ? qrCode(code.url, _('QR code of the roll call')) : nothing}
    <div class="hall-roll-words">
      <h1 class="hall-title">${_('Roll call')}</h1>
      <p>${_('Point your camera at the square, or type this code on your tablet:')}</p>
      ${code ? html`<p class="hall-code" dir="ltr">${inFours(code.code)}</p>` : html`<p class="hall-muted">${_('The code comes in a moment.')}</p>`}
      ${
        quorum
          ? html`<p class="hall-count"><strong>${quorum.present}</strong> / ${quorum.total}</p>
              <p class="hall-muted">${quorumWords(quorum)}</p>`
          : nothing
      }
    </div>`;
}
