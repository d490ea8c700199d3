// That the meeting is suspended, until when and for how long still; for pages whose first thing is something else.
import { time } from '../format.js';
import { _, fmt } from '../i18n.js';
import { meeting } from '../view.js';
import { LiveElement, html, nothing } from './live-element.js';
import { note } from './notes.js';
import './recess-clock.js';

class RecessNote extends LiveElement {
  static keys = ['meeting'];

  render() {
    const { state, until } = meeting();
    if (state !== 'suspended') return nothing;
    const words = until ? fmt(_('Break until {time}'), { time: time(until) }) : _('The meeting is suspended');
    return note('', 'coffee', html`<strong>${words}</strong>`, html`<recess-clock></recess-clock>`);
  }
}

customElements.define('recess-note', RecessNote);
