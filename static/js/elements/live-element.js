// A custom element in light DOM that draws the fragments it names in `static keys`, and is drawn anew only when one of them changes.
import { LitElement } from '../../vendor/lit.js';
import { commands, store } from '../live.js';

export { html, svg, nothing, repeat, classMap, live, ref, createRef, keyed } from '../../vendor/lit.js';

/** A Lit controller: its element is drawn again when one of these keys (or prefixes that end with a slash) changes. */
export class Watch {
  constructor(host, keys) {
    Object.assign(this, { host, keys });
    host.addController(this);
  }

  hostConnected() {
    this.stop = store.watch(this.keys, () => this.host.requestUpdate());
    this.host.requestUpdate();
  }

  hostDisconnected() {
    this.stop();
  }
}

export class LiveElement extends LitElement {
  static keys = [];

  constructor() {
    super();
    new Watch(this, ['$status', ...this.constructor.keys]);
  }

  createRenderRoot() {
    this.classList.add('live');
    this.replaceChildren();
    return this;
  }

  /** Gives a command from a button: the element shows what is wrong in `this.trouble`, and is busy until the answer. */
  async give(name, fields, options) {
    this.trouble = '';
    this.isBusy = true;
    this.requestUpdate();
    try {
      return await commands.give(name, fields, options);
    } catch (refused) {
      if (!('code' in refused)) throw refused;
      this.trouble = refused.message;
      return null;
    } finally {
      this.isBusy = false;
      this.requestUpdate();
    }
  }
}
