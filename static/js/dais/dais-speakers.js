// The floor on the dais: who speaks and for how long, who waits, and giving the floor with or without a limit.
import { Tick, serverNow } from '../clock.js';
import { number, span } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { floor, may, member, nameOf } from '../view.js';
import { requestKind } from '../words.js';
import { LiveElement, html, nothing, repeat } from '../elements/live-element.js';
import '../elements/speech-clock.js';
import { trouble } from '../elements/notes.js';
import { giveFloorDialog } from './floor-dialog.js';
import { keptLimit, limitChoice } from './speech-limit.js';

class DaisSpeakers extends LiveElement {
  static keys = ['floor', 'can', 'me', 'member/'];
  static properties = { limit: { state: true } };
  #tick = new Tick(this, () => floor().list.length > 0);

  constructor() {
    super();
    this.limit = keptLimit();
  }

  #give(ref) {
    return this.give('give_floor', { member: ref, ...(this.limit ? { limit_s: this.limit } : {}) });
  }

  #speaker(ref) {
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
          <span class="small muted">${_('Speaking now')}</span><br /><strong><bdi>${nameOf(ref)}</bdi></strong>
        </p>
        <p class="row"><speech-clock></speech-clock><span class="push"></span>${end}</p>
      </div>
    </div>`;
  }

  #row({ member: ref, kind, since }, index) {
    const facts = [
      kind === 'speak' ? '' : requestKind(kind),
      member(ref)?.group,
      fmt(_('waiting {span}'), { span: span(serverNow() - since) }),
    ];
    return html`<li class="rows-row speaker-give ${kind === 'point_of_order' ? 'rows-urgent' : ''}">
      <span class="rows-number">${number(index + 1)}</span>
      <span class="grow"><bdi>${nameOf(ref)}</bdi><small>${facts.filter(Boolean).join(' · ')}</small></span>
      ${may('give_floor') ? this.#button(ref, index === 0) : nothing}
    </li>`;
  }

  /** The next speaker's button says all; the others need only the sign. */
  #button(ref, isNext) {
    const words = fmt(_('Give the floor to {name}'), { name: nameOf(ref) });
    return html`<button
      type="button"
      class="button ${isNext ? 'button-primary' : ''}"
      ?disabled=${this.isBusy || !store.isLive}
      aria-label=${words}
      @click=${() => this.#give(ref)}
    >
      ${icon('mic')}${isNext ? html`<bdi>${words}</bdi>` : nothing}
    </button>`;
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
    const { speaker, list, open } = floor();
    const empty =
      open === false
        ? _('The list is closed. Points of order are still possible.')
        : _('Nobody is waiting to speak. Requests from the tablets appear here.');
    return html`<section class="card" aria-labelledby="speakers">
      <header class="row">
        <h2 id="speakers" class="grow">${_('Speakers')}</h2>
        ${open === false ? html`<span class="pill pill-warn">${_('List closed')}</span>` : nothing}${this.#switch()}
      </header>
      ${trouble(this.trouble)} ${speaker ? this.#speaker(speaker) : nothing}
      ${
        list.length
          ? html`<ol class="rows">
              ${repeat(
                list,
                ({ member: ref }) => ref,
                (one, index) => this.#row(one, index),
              )}
            </ol>`
          : html`<p class="empty">${empty}</p>`
      }
      ${
        may('give_floor')
          ? html`${limitChoice(this.limit, (limit) => (this.limit = limit))}
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
