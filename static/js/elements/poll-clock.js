// The time left to vote, where the chair set one.
import { Tick, serverNow } from '../clock.js';
import { span } from '../format.js';
import { _, fmt } from '../i18n.js';
import { poll } from '../view.js';
import { LiveElement, html, nothing } from './live-element.js';

const SOON = 20_000;

class PollClock extends LiveElement {
  static keys = ['now', 'poll/'];
  #tick = new Tick(this);

  render() {
    const { state, closes_at: closesAt } = poll() ?? {};
    if (state !== 'open' || !closesAt) return nothing;
    const left = Math.max(0, closesAt - serverNow());
    const words = fmt(_('Time left {time}'), { time: span(left + 999) });
    return html`<span class="pill ${left < SOON ? 'pill-warn' : 'pill-plain'}" role="timer">${words}</span>`;
  }
}

customElements.define('poll-clock', PollClock);
