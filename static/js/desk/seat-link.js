// A new link for one seat: the QR code to scan, the code to type, and a sheet to print and hand over.
import { html, render } from '../../vendor/lit.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { page, place } from '../page.js';
import { qrCode } from '../elements/qr-code.js';
import { meeting } from '../view.js';

export async function newLink(ref) {
  const answer = await fetch(place('links', ref), { method: 'POST' }).catch(() => null);
  if (!answer) return { ok: false, sentence: _('The server does not answer. Check the connection and try again.') };
  const said = await answer.json().catch(() => ({}));
  return { ok: answer.ok, ...said, sentence: said.message ?? _('The server made an error. Please try again.') };
}

const grouped = (code) => code.replace(/[^0-9A-Z]/gi, '').replace(/(.{4})(?=.)/g, '$1-');

export function showLink(member, { url, code }) {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog print-sheet';
  dialog.setAttribute('aria-labelledby', 'link-title');
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  render(
    html`<div class="stack">
      <h2 id="link-title"><bdi>${member.name}</bdi></h2>
      <p class="muted"><bdi>${meeting().title}</bdi></p>
      ${qrCode(url, fmt(_('QR code of the link for {name}'), member))}
      <p>${_('Scan the code with the camera of the tablet. Or open the address and enter seat and code:')}</p>
      <dl class="facts">
        <dt>${_('Address')}</dt>
        <dd dir="ltr">${new URL(page.urls.join, url).href}</dd>
        <dt>${_('Seat')}</dt>
        <dd dir="ltr">${member.ref}</dd>
        <dt>${_('Code')}</dt>
        <dd dir="ltr" class="code">${grouped(code)}</dd>
      </dl>
      <p class="small muted no-print">${_('Whoever has this link acts for this seat. It is shown only now.')}</p>
      <div class="dialog-actions no-print">
        <button type="button" class="button" @click=${() => window.print()}>${icon('file-text')}${_('Print')}</button>
        <button type="button" class="button button-primary" autofocus @click=${() => dialog.close()}>${_('Done')}</button>
      </div>
    </div>`,
    dialog,
  );
  dialog.showModal();
}
