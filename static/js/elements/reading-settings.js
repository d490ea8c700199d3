// The Aa button and its panel: text size, colours, motion, sound. Applies at once, on this device only.
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { page } from '../page.js';
import { choose, settings } from '../settings.js';
import { LiveElement, html } from './live-element.js';

const questions = () => [
  [
    'size',
    _('Text size'),
    [
      ['', _('Normal')],
      ['1', _('Large')],
      ['2', _('Very large')],
    ],
  ],
  [
    'theme',
    _('Colours'),
    [
      ['', _('As the device')],
      ['light', _('Light')],
      ['dark', _('Dark')],
      ['contrast', _('High contrast')],
    ],
  ],
  [
    'motion',
    _('Motion'),
    [
      ['', _('As the device')],
      ['less', _('Less')],
    ],
  ],
  [
    'sound',
    _('Sound when voting opens'),
    [
      ['off', _('Off')],
      ['on', _('On')],
    ],
  ],
];

class ReadingSettings extends LiveElement {
  #choose(name, value) {
    choose(name, value);
    this.requestUpdate();
  }

  #question([name, title, answers]) {
    const answer = ([value, word]) =>
      html`<button
        type="button"
        class="button"
        aria-pressed=${settings[name] === value}
        @click=${() => this.#choose(name, value)}
      >
        ${word}
      </button>`;
    return html`<fieldset class="stack-tight">
      <legend class="label">${title}</legend>
      <div class="segments">${answers.map(answer)}</div>
    </fieldset>`;
  }

  /** The language is the server's to know, because it writes the page: a cookie, and the page anew. */
  #speak(language) {
    document.cookie = `language=${language}; path=/; max-age=31536000; samesite=lax`;
    location.reload();
  }

  /** `page.languages`: `[[code, its own name]]`. One language is no choice. */
  #languages() {
    const all = page.languages ?? [];
    if (all.length < 2) return '';
    const answer = ([code, name]) =>
      html`<button
        type="button"
        class="button"
        lang=${code}
        aria-pressed=${code === page.language}
        @click=${() => this.#speak(code)}
      >
        ${name}
      </button>`;
    return html`<fieldset class="stack-tight">
      <legend class="label">${_('Language')}</legend>
      <div class="segments">${all.map(answer)}</div>
    </fieldset>`;
  }

  render() {
    const dialog = () => this.querySelector('dialog');
    return html`<button
        type="button"
        class="button button-quiet"
        aria-label=${_('Reading settings')}
        @click=${() => dialog().showModal()}
      >
        ${icon('a-large-small')}
      </button>
      <dialog
        class="dialog"
        aria-label=${_('Reading settings')}
        @click=${(event) => event.target === dialog() && dialog().close()}
      >
        <div class="stack">
          <h2>${_('Reading settings')}</h2>
          ${questions().map((question) => this.#question(question))}${this.#languages()}
          <div class="dialog-actions">
            <button type="button" class="button button-primary" @click=${() => dialog().close()}>${_('Done')}</button>
          </div>
        </div>
      </dialog>`;
  }
}

customElements.define('reading-settings', ReadingSettings);
