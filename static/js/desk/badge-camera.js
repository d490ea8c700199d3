// The camera of the tablet reads badges, one after the other, until it is switched off. Says `badge` with the text of each.
import { _ } from '../i18n.js';
import { icon } from '../icons.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import { trouble } from '../elements/notes.js';
import { qrReader } from './qr-reader.js';

const LOOK_EVERY = 150;
/** A badge that stays before the camera is read once; it may come back after so long out of sight. */
const OUT_OF_SIGHT = 2000;

const whyNot = ({ name }) =>
  ({
    NotAllowedError: _('The camera may not be used. Allow it for this page in the settings of the browser.'),
    NotFoundError: _('This device has no camera.'),
  })[name] ?? _('The camera cannot be used. Another program may be using it.');

class BadgeCamera extends LiveElement {
  static properties = { isOn: { state: true } };
  #stream = null;
  #last = { text: '', at: 0 };

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#off();
  }

  async #on() {
    this.trouble = '';
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } });
    } catch (fault) {
      this.trouble = whyNot(fault);
      this.requestUpdate();
      return;
    }
    this.isOn = true;
    await this.updateComplete;
    const video = this.querySelector('video');
    video.srcObject = this.#stream;
    await video.play();
    this.#look(video, await qrReader());
  }

  #off() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    this.isOn = false;
  }

  async #look(video, read) {
    const stream = this.#stream;
    while (stream && stream === this.#stream) {
      const text = video.videoWidth ? await read(video) : '';
      if (text) this.#saw(text);
      await new Promise((later) => setTimeout(later, LOOK_EVERY));
    }
  }

  #saw(text) {
    const { text: before, at } = this.#last;
    this.#last = { text, at: Date.now() };
    if (text === before && Date.now() - at < OUT_OF_SIGHT) return;
    this.dispatchEvent(new CustomEvent('badge', { detail: text }));
  }

  #button(mark, words, deed) {
    return html`<button type="button" class="button" @click=${deed}>${icon(mark)}${words}</button>`;
  }

  render() {
    if (!navigator.mediaDevices?.getUserMedia)
      return html`<p class="small muted">${_('The camera can be used over https only.')}</p>`;
    if (!this.isOn) return html`<p>${this.#button('camera', _('Scan with the camera'), () => this.#on())}</p>${trouble(this.trouble)}`;
    return html`<video class="camera" muted playsinline aria-label=${_('Picture of the camera')}></video>
      <p>${this.#button('x', _('Switch the camera off'), () => this.#off())}</p>`;
  }
}

customElements.define('badge-camera', BadgeCamera);
