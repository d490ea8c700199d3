// The time of a speech: what is left, or by how much it is over. Drawn from the moment it began, never counted.
import { Tick, serverNow } from '../clock.js';
import { span } from '../format.js';
import { _ } from '../i18n.js';
import { floor } from '../view.js';
import { LiveElement, html, nothing } from './live-element.js';

const SOON = 30_000;

class SpeechClock extends LiveElement {
  static keys = ['floor'];
  #tick = new Tick(this);

  render() {
    const { speaker, since, limit_s: limit } = floor();
    if (!speaker || !since) return nothing;
    const spoken = serverNow() - since;
    if (!limit) return html`<span class="clock" role="timer">${span(spoken)}</span>`;
    const left = limit * 1000 - spoken;
    if (left < 0)
      return html`<span class="clock clock-late" role="timer">+${span(-left)} <small>${_('over time')}</small></span>`;
    const hint = left < SOON ? html` <small>${_('Please finish soon')}</small>` : '';
    return html`<span class="clock ${left < SOON ? 'clock-late' : ''}" role="timer">${span(left + 999)}${hint}</span>`;
  }
}

customElements.define('speech-clock', SpeechClock);
