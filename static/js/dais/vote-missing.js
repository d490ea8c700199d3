// Who is entitled and has not voted: those present first, with a mark for who has no connection; those away apart from them.
import { _, fmt } from '../i18n.js';
import { number } from '../format.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { member, nameOf } from '../view.js';
import { attendance } from '../words.js';
import { LiveElement, html, nothing, repeat } from '../elements/live-element.js';

/** Who is here, or away with a proxy who is here. */
const isVoting = ({ status, proxy }) => status === 'present' || (proxy && member(proxy)?.status === 'present');

class VoteMissing extends LiveElement {
  static keys = ['waiting/', 'member/'];
  static properties = { poll: {} };

  #person({ ref, name, status, proxy }, unconnected) {
    const isLost = unconnected.includes(ref) && isVoting({ status, proxy });
    const by = fmt(_('by proxy {name}'), { name: nameOf(proxy) });
    const why = isLost ? _('no connection') : status === 'present' ? '' : isVoting({ status, proxy }) ? by : attendance(status);
    return html`<li class="person ${isLost ? 'person-lost' : ''} ${isVoting({ status, proxy }) ? '' : 'person-away'}">
      ${isLost ? icon('wifi-off') : nothing}<bdi>${name}</bdi>
      ${why ? html`<small>${why}</small>` : nothing}
    </li>`;
  }

  #list(heading, people, unconnected) {
    if (!people.length) return nothing;
    return html`<section class="stack-tight">
      <h2 class="heading-small">${heading}</h2>
      <ul class="people">
        ${repeat(
          people,
          ({ ref }) => ref,
          (one) => this.#person(one, unconnected),
        )}
      </ul>
    </section>`;
  }

  render() {
    const waiting = store.get(`waiting/${this.poll}`);
    if (!waiting) return nothing;
    const { members, unconnected } = waiting;
    if (!members.length)
      return html`<div class="note note-ok">
        ${icon('circle-check')}
        <div>${_('Everybody who is entitled has voted.')}</div>
      </div>`;
    const people = members
      .map((ref) => member(ref) ?? { ref, name: ref, status: 'absent' })
      .sort((a, b) => a.name.localeCompare(b.name));
    // Who cannot be reached comes first: the chair has to wait for them, or to ask.
    const here = people
      .filter(isVoting)
      .sort((a, b) => unconnected.includes(b.ref) - unconnected.includes(a.ref));
    const away = people.filter((one) => !isVoting(one));
    return html`<div class="stack">
      ${this.#list(fmt(_('Present, not voted yet: {n}'), { n: number(here.length) }), here, unconnected)}
      ${this.#list(fmt(_('Away: {n}'), { n: number(away.length) }), away, unconnected)}
    </div>`;
  }
}

customElements.define('vote-missing', VoteMissing);
