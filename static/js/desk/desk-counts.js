// A vote that is counted in the room, while it is open: the secretary enters the counts, whatever item is looked at.
import { _ } from '../i18n.js';
import { meeting, poll as pollOf } from '../view.js';
import { inTheRoom } from '../words.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import { pollBars } from '../elements/poll-bars.js';
import { countsDialog } from '../organisers/counts-dialog.js';
import { offer } from '../organisers/press.js';

class DeskCounts extends LiveElement {
  static keys = ['now', 'poll/', 'can', 'me', 'meeting'];

  render() {
    const poll = pollOf();
    if (!poll) return nothing;
    const words = poll.counted ? _('Enter the counts anew') : _('Enter the counts');
    return html`<section class="card card-now stack-tight" aria-label=${_('Votes counted in the room')}>
      <p class="text" lang=${meeting().language}><strong><bdi>${poll.question}</bdi></strong></p>
      <p class="small muted">${inTheRoom(poll)}</p>
      ${poll.counted ? pollBars({ ...poll, tally: poll.counted.tally }) : nothing}
      <p>${offer('enter_counts', 'list', words, () => countsDialog(poll), poll.counted ? '' : 'primary')}</p>
    </section>`;
  }
}

customElements.define('desk-counts', DeskCounts);
