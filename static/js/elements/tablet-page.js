// A delegate's page: the top bar, four tabs, and the paper that is open. Never takes anyone away from a paper by itself.
import { announceNow } from '../announce.js';
import { stayAwake } from '../awake.js';
import { chime } from '../chime.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { item, meeting, nextItem, now, papersOf, poll } from '../view.js';
import './agenda-list.js';
import './chair-link.js';
import './connection-over.js';
import './consent-list.js';
import './floor-panel.js';
import './motion-list.js';
import './lost-note.js';
import './my-attendance.js';
import './my-proxies.js';
import './notice-bar.js';
import './now-card.js';
import './paper-rows.js';
import './paper-viewer.js';
import './restored-note.js';
import './ruling-note.js';
import './shown-row.js';
import './top-bar.js';
import { inHand } from './together.js';
import './urgent-list.js';
import { voteBanner } from './vote-banner.js';
import { LiveElement, html, nothing } from './live-element.js';

const TABS = ['now', 'agenda', 'papers', 'floor'];
const tabWords = () => ({
  now: [_('Now'), 'vote'],
  agenda: [_('Agenda'), 'list-ordered'],
  papers: [_('Papers'), 'files'],
  floor: [_('Speak'), 'mic'],
});

class TabletPage extends LiveElement {
  static keys = ['now', 'poll/', 'item/', 'paper/', 'meeting'];
  static properties = { tab: { state: true } };
  #announced = null;

  constructor() {
    super();
    this.tab = TABS.find((tab) => location.hash === `#${tab}`) ?? 'now';
  }

  connectedCallback() {
    super.connectedCallback();
    stayAwake();
    window.addEventListener('hashchange', () => this.#turn(location.hash.slice(1)));
    this.addEventListener('open-paper', ({ detail }) =>
      this.querySelector('paper-viewer').open(detail.paper, detail.version, detail.page),
    );
    this.addEventListener('go-vote', () => this.#goVote());
  }

  #turn(tab) {
    if (!TABS.includes(tab) || tab === this.tab) return;
    this.tab = tab;
    scrollTo(0, 0);
  }

  #goVote() {
    this.querySelector('paper-viewer').close();
    location.hash = 'now';
  }

  updated() {
    const here = poll();
    if (here?.state !== 'open' || here.ref === this.#announced) return;
    this.#announced = here.ref;
    announceNow(fmt(_('Voting is open: {question}'), { question: here.question }));
    chime();
  }

  /** An announcement stands above, but beneath a vote: in the order in which it is read, heard and reached by keys. */
  #above() {
    return html`<restored-note></restored-note><notice-bar></notice-bar>`;
  }

  #isVoting() {
    return this.tab === 'now' && poll()?.state === 'open';
  }

  #now() {
    const here = item();
    const papers = inHand().flatMap(papersOf);
    const next = here ? nextItem() : null;
    return html`<now-card></now-card>${this.#isVoting() ? this.#above() : nothing}<shown-row></shown-row>
      <ruling-note></ruling-note><floor-panel .isShort=${true}></floor-panel><consent-list></consent-list>
      ${
        papers.length
          ? html`<section class="stack-tight">
              <h2>${_('Papers of this item')}</h2>
              ${inHand().map((ref) => html`<paper-rows .item=${ref}></paper-rows>`)}
            </section>`
          : nothing
      }
      ${next ? html`<p class="muted">${_('Next:')} <bdi>${next.title}</bdi></p>` : nothing}
      ${here || poll() ? nothing : this.#agenda()}
      <chair-link></chair-link><my-proxies></my-proxies><my-attendance></my-attendance>`;
  }

  /** Before the first item, between two and after the last there is time to look around. */
  #agenda() {
    return html`<section class="stack-tight">
      <h2>${_('Agenda')}</h2>
      <agenda-list></agenda-list>
    </section>`;
  }

  #body() {
    if (this.tab === 'agenda')
      return html`<h1>${_('Agenda')}</h1>
        <agenda-list></agenda-list><urgent-list></urgent-list>`;
    if (this.tab === 'papers')
      return html`<h1>${_('Papers')}</h1>
        <paper-rows .isEveryItem=${true}></paper-rows>`;
    if (this.tab === 'floor')
      return html`<h1>${_('Speak')}</h1>
        <floor-panel></floor-panel><motion-list></motion-list>`;
    return this.#now();
  }

  #tab(tab, [words, mark]) {
    const isCalling = tab === 'now' && this.tab !== 'now' && poll()?.state === 'open';
    const dot = html`<span class="tab-dot"><span class="visually-hidden">${_('Voting is open')}</span></span>`;
    return html`<a class="tab" href="#${tab}" aria-current=${tab === this.tab ? 'page' : nothing}>
      ${icon(mark)}<span>${words}</span>${isCalling ? dot : nothing}
    </a>`;
  }

  #banner() {
    return this.tab === 'now' ? nothing : voteBanner(html`<a class="button" href="#now">${_('Vote now')}</a>`);
  }

  render() {
    return html`<top-bar></top-bar>${this.#banner()}
      <main id="main" class="column column-tabs ${this.#isVoting() ? 'column-voting' : ''}" tabindex="-1">${this.#isVoting() ? nothing : this.#above()}${this.#body()}</main>
      <lost-note></lost-note>
      <nav class="tabs" aria-label=${_('Parts of this page')}>${TABS.map((tab) => this.#tab(tab, tabWords()[tab]))}</nav>
      <paper-viewer></paper-viewer>
      <connection-over></connection-over>`;
  }
}

customElements.define('tablet-page', TabletPage);
