// The hall display: one picture at a time, chosen by what is on now. No controls, no scrolling, readable from the last row.
import { stayAwake } from '../awake.js';
import { Tick, serverNow } from '../clock.js';
import { consented } from '../consent.js';
import { time } from '../format.js';
import { fitFace } from '../hall-fit.js';
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { motionInHand } from '../motion-in-hand.js';
import { meeting, now, poll } from '../view.js';
import './connection-over.js';
import { calledFace, closedFace, itemFace, openFace, suspendedFace, waitingFace } from './hall-faces.js';
import { resultFace, votingFace } from './hall-poll.js';
import { rollFace } from './hall-roll.js';
import { quorumWords } from './quorum-chip.js';
import { consentFace } from './hall-consent.js';
import './hall-paper.js';
import { LiveElement, html, keyed, nothing } from './live-element.js';

const NOTICE_FOR = 120_000;
const LOST_AFTER = 30_000;

class HallPage extends LiveElement {
  static keys = [
    'meeting',
    'now',
    'item/',
    'poll/',
    'member/',
    'roll',
    'roll_code',
    'quorum',
    'floor',
    'shown',
    'notice',
    'ballot/',
    'roll/',
    'consensus/',
    'recusal/',
    'paper/',
    'motion/',
  ];
  #tick = new Tick(this);
  #fitted = '';
  #fit = 1;

  connectedCallback() {
    super.connectedCallback();
    stayAwake();
    window.addEventListener('resize', () => {
      this.#fitted = '';
      this.requestUpdate();
    });
  }

  /** What is on: the name of the face, and what tells one picture of it from the next. */
  #scene() {
    const { state } = meeting();
    const [here, { item, speaker }] = [poll(), now()];
    if (state === 'scheduled' && !store.get('roll')?.open) return ['waiting'];
    if (state === 'closed' || state === 'suspended') return [state];
    if (store.get('roll')?.open) return [store.get('roll').method === 'call' ? 'called' : 'roll'];
    if (['open', 'held'].includes(here?.state)) return ['voting', here.ref];
    if (store.get('shown')) return ['paper'];
    if (speaker) return ['speaker', speaker, motionInHand()?.ref];
    if (['closed', 'declared'].includes(here?.state)) return ['result', here.ref];
    if (!item && consented().length) return ['consent', consented().length];
    return item ? ['item', item, motionInHand()?.ref] : ['open'];
  }

  updated() {
    const face = this.querySelector('.hall-face');
    const scene = face && [...this.#scene(), this.querySelector('.hall-notice') !== null].join();
    if (!face) return;
    if (scene !== this.#fitted) this.#fit = 1;
    this.#fitted = scene;
    this.#fit = fitFace(face, this.#fit);
  }

  #face(name) {
    const faces = {
      waiting: waitingFace,
      suspended: suspendedFace,
      closed: closedFace,
      roll: rollFace,
      called: calledFace,
      voting: votingFace,
      result: resultFace,
      item: itemFace,
      open: openFace,
      consent: consentFace,
      speaker: () => itemFace(now().speaker),
      paper: () => html`<hall-paper></hall-paper>`,
    };
    return faces[name]();
  }

  #notice() {
    const { text, at } = store.get('notice') ?? {};
    if (!text || serverNow() - at > NOTICE_FOR) return nothing;
    return html`<div class="hall-notice" role="status">${icon('megaphone')}<bdi class="text">${text}</bdi></div>`;
  }

  #foot() {
    const quorum = store.get('quorum');
    const isLost = !store.isLive && Date.now() - store.since > LOST_AFTER;
    return html`<footer class="hall-foot">
      <span>${quorum && !['scheduled', 'closed'].includes(meeting().state) ? quorumWords(quorum) : nothing}</span>
      ${isLost ? html`<span>${_('Display not connected')}</span>` : nothing}
      <span class="hall-time">${time(serverNow())}</span>
      <span class="hall-dot ${store.isLive ? '' : 'hall-dot-lost'}"
        ><span class="visually-hidden">${store.isLive ? _('Connected') : _('Not connected')}</span></span
      >
    </footer>`;
  }

  render() {
    if (!meeting().state) return html`<main id="main" class="hall"><p class="hall-big">${_('Connecting…')}</p></main>`;
    const scene = this.#scene();
    return html`<main id="main" class="hall" tabindex="-1">
        ${keyed(scene.join(), html`<div class="hall-face hall-${scene[0]}">${this.#face(scene[0])}</div>`)} ${this.#notice()}
      </main>
      ${this.#foot()}<connection-over></connection-over>`;
  }
}

customElements.define('hall-page', HallPage);
