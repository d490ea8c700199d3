// The time that a break still lasts, where the chair has said when the meeting goes on.
import { Tick, serverNow } from '../clock.js';
import { span } from '../format.js';
import { _, fmt } from '../i18n.js';
import { meeting } from '../view.js';
import { LiveElement, html, nothing } from './live-element.js';

const SOON = 60_000;

class RecessClock extends LiveElement {
  static keys = ['meeting'];
  #tick = new Tick(this);

  render() {
    const { state, until } = meeting();
    if (state !== 'suspended' || !until) return nothing;
    const left = until - serverNow();
    if (left <= 0) return html`<span class="pill pill-warn">${_('The break is over: we go on shortly.')}</span>`;
    const words = fmt(_('We go on in {time}'), { time: span(left + 999) });
    return html`<span class="pill ${left < SOON ? 'pill-warn' : 'pill-plain'}" role="timer">${words}</span>`;
  }
}

customElements.define('recess-clock', RecessClock);
