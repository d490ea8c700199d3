// The floor on the dais: who speaks and for how long, who waits, and giving the floor with or without a limit.
import { announce } from '../announce.js';
import { Tick } from '../clock.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { floor, may, nameOf, now } from '../view.js';
import { requestKind } from '../words.js';
import { LiveElement, html, nothing, repeat } from '../elements/live-element.js';
import '../elements/speech-clock.js';
import { note, trouble } from '../elements/notes.js';
import { giveFloorDialog } from './floor-dialog.js';
import { isByRule, keptLimit, limitChoice, limitFields } from './speech-limit.js';
import { speakerRow } from './speaker-row.js';

class DaisSpeakers extends LiveElement {
  static keys = ['floor', 'can', 'me', 'member/', 'meeting', 'now'];
  static properties = { chosen: { state: true } };
  #tick = new Tick(this, () => floor().list.length > 0);
  #item = null;
  #speaking = null;
  #finished = null;

  /** Who was speaking when the floor became free: the chair may have looked elsewhere. It is over with the item. */
  willUpdate() {
    const { speaker } = floor();
    if (this.#speaking && !speaker) this.#finished = this.#speaking;
    if (speaker || now().item !== this.#item) this.#finished = null;
    this.#speaking = speaker;
    this.#item = now().item;
  }

  updated() {
    if (this.#finished && this.#finished !== this.told) announce(this.#freeWords());
    this.told = this.#finished;
  }

  #freeWords() {
    return fmt(_('{name} has finished: the floor is free.'), { name: nameOf(this.#finished) });
  }

  #free() {
    return this.#finished ? note('', 'mic', html`<strong>${this.#freeWords()}</strong>`) : nothing;
  }

  get limit() {
    return this.chosen ?? keptLimit();
  }

  #speaker(ref, kind) {
    const end = may('end_speech')
      ? html`<button
          type="button"
          class="button"
          ?disabled=${this.isBusy || !store.isLive}
          @click=${() => this.give('end_speech')}
        >
          ${icon('square')}${_('End the speech')}
        </button>`
      : nothing;
    return html`<div class="note note-ok">
      ${icon('mic')}
      <div class="stack-tight">
        <p>
          <span class="small muted">${[_('Speaking now'), kind && kind !== 'speak' ? requestKind(kind) : ''].filter(Boolean).join(' · ')}</span><br /><strong><bdi>${nameOf(ref)}</bdi></strong>
        </p>
        <p class="row"><speech-clock></speech-clock><span class="push"></span>${end}</p>
      </div>
    </div>`;
  }

  #switch() {
    if (floor().open && may('close_list'))
      return html`<button
        type="button"
        class="button button-quiet"
        ?disabled=${this.isBusy || !store.isLive}
        @click=${() => this.give('close_list')}
      >
        ${_('Close the list')}
      </button>`;
    if (!floor().open && may('open_list'))
      return html`<button
        type="button"
        class="button button-quiet"
        ?disabled=${this.isBusy || !store.isLive}
        @click=${() => this.give('open_list')}
      >
        ${_('Open the list')}
      </button>`;
    return nothing;
  }

  render() {
    const { speaker, kind, list, open } = floor();
    const deeds = {
      give: (name, fields) => this.give(name, fields),
      giveFloor: (ref) => this.give('give_floor', { member: ref, ...limitFields(this.limit) }),
      byRule: isByRule(this.limit),
      isBusy: this.isBusy,
    };
    const empty =
      open === false
        ? _('The list is closed. Points of order are still possible.')
        : _('Nobody is waiting to speak. Requests from the tablets appear here.');
    return html`<section class="card" aria-labelledby="speakers">
      <header class="row">
        <h2 id="speakers" class="grow">${_('Speakers')}</h2>
        ${open === false ? html`<span class="pill pill-warn">${_('List closed')}</span>` : nothing}${this.#switch()}
      </header>
      ${trouble(this.trouble)} ${speaker ? this.#speaker(speaker, kind) : this.#free()}
      ${
        list.length
          ? html`<ol class="rows">
              ${repeat(
                list,
                ({ member: ref }) => ref,
                (one, index) => speakerRow(one, index, deeds),
              )}
            </ol>`
          : html`<p class="empty">${empty}</p>`
      }
      ${
        may('give_floor')
          ? html`${limitChoice(this.limit, (limit) => (this.chosen = limit))}
              <p>
                <button
                  type="button"
                  class="button button-quiet"
                  ?disabled=${!store.isLive}
                  @click=${() => giveFloorDialog(this.limit)}
                >
                  ${icon('user')}${_('Give the floor to somebody else')}
                </button>
              </p>`
          : nothing
      }
    </section>`;
  }
}

customElements.define('dais-speakers', DaisSpeakers);
