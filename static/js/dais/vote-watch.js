// What the chair must know before closing a vote: who is missing, when the last vote came; and what helps: more time, a last call.
import { Tick, serverNow } from '../clock.js';
import { number, span } from '../format.js';
import { _, fmt, n_ } from '../i18n.js';
import { commands, store } from '../live.js';
import { may, poll as pollOf } from '../view.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import { announceToAll } from '../organisers/announcing.js';
import { trouble } from '../elements/notes.js';
import { offer, press } from '../organisers/press.js';

class VoteWatch extends LiveElement {
  static keys = ['now', 'poll/', 'waiting/', 'member/', 'can', 'me'];
  static properties = { isCalled: { state: true } };
  #tick = new Tick(this, () => pollOf()?.state === 'open');
  #seen = { poll: null, cast: 0, at: null };

  willUpdate() {
    const poll = pollOf();
    if (poll?.ref !== this.#seen.poll) {
      this.#seen = { poll: poll?.ref, cast: poll?.cast ?? 0, at: null };
      this.isCalled = false;
    } else if (poll && poll.cast !== this.#seen.cast) this.#seen = { poll: poll.ref, cast: poll.cast, at: serverNow() };
  }

  #missing({ members, unconnected }) {
    const here = members.filter((ref) => store.get(`member/${ref}`)?.status === 'present');
    const lost = here.filter((ref) => unconnected.includes(ref)).length;
    const words = fmt(n_('{n} present member has not voted', '{n} present members have not voted', here.length), {
      n: number(here.length),
    });
    return lost
      ? `${words} ${fmt(n_('({n} without connection)', '({n} without connection)', lost), { n: number(lost) })}`
      : words;
  }

  async #try(deed) {
    this.trouble = '';
    try {
      await deed();
    } catch (refused) {
      this.trouble = refused.message;
      this.requestUpdate();
    }
  }

  #lastCall(poll) {
    this.isCalled = true;
    return this.#try(() => announceToAll(fmt(_('Last call: voting closes soon. {question}'), { question: poll.question })));
  }

  #deeds(poll, waiting) {
    const more = () => this.#try(() => commands.give('add_time', { poll: poll.ref, seconds: 60 }));
    const hold = () => this.#try(() => commands.give('hold_poll', { poll: poll.ref }));
    const call = press('bell', _('Last call'), () => this.#lastCall(poll), '', this.isCalled);
    return html`${offer('add_time', 'timer', _('+1 minute'), more)}
    ${offer('hold_poll', 'pause', _('Hold voting'), hold)} ${may('announce') && waiting.members.length ? call : nothing}`;
  }

  render() {
    const poll = pollOf();
    const waiting = poll && store.get(`waiting/${poll.ref}`);
    if (poll?.state !== 'open' || !waiting) return nothing;
    const ago = this.#seen.at ? fmt(_('last vote {span} ago'), { span: span(serverNow() - this.#seen.at) }) : '';
    return html`<div class="row vote-watch">
        <p class="grow">${[this.#missing(waiting), ago].filter(Boolean).join(' · ')}</p>
        ${this.#deeds(poll, waiting)}
      </div>
      ${trouble(this.trouble)}`;
  }
}

customElements.define('vote-watch', VoteWatch);
