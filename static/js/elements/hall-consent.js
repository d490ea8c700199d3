// The consent agenda on the hall display, while it waits to be adopted.
import { html } from '../../vendor/lit.js';
import { consented } from '../consent.js';
import { number } from '../format.js';
import { _ } from '../i18n.js';
import { items, meeting } from '../view.js';

export function consentFace() {
  const place = (ref) => number(items().findIndex((one) => one.ref === ref) + 1);
  const row = ({ ref, title }) => html`<p class="hall-muted">${place(ref)}. <bdi lang=${meeting().language}>${title}</bdi></p>`;
  return html`<h1 class="hall-over">${_('Consent agenda')}</h1>
    <p class="hall-big">${_('Adopted together without a vote, unless a member has one taken out')}</p>
    ${consented().map(row)}`;
}
