// Opens one paper after another on the same surface and draws its pages. The paper asked for last is the one that is shown.
import { place } from '../page.js';
import { ImagePage } from './image-page.js';

export class Reader {
  #pages = null;
  #asked = 0;

  /** `room` is the element around the surface: a canvas, a layer for the text, and an image. */
  constructor(room) {
    this.room = room;
    this.surface = {
      canvas: room.querySelector('canvas'),
      text: room.querySelector('.paper-text'),
      image: room.querySelector('img'),
    };
  }

  get count() {
    return this.#pages?.count;
  }

  /** Opens a version of a paper. Says whether it is still the one that is wanted. */
  async open({ sha256, media_type: type }) {
    this.close();
    const asked = this.#asked;
    const { PdfPages } = type === 'application/pdf' ? await import('./pdf-pages.js') : {};
    const pages = await (PdfPages ?? ImagePage).open(place('papers', sha256), this.surface);
    if (asked !== this.#asked) {
      pages.close();
      return false;
    }
    this.#pages = pages;
    return true;
  }

  /** Draws a page as wide as the room allows, `zoom` times; `height` bounds it. */
  async show(number, { zoom = 1, widest = Infinity, height } = {}) {
    await this.#pages?.show(number, Math.min(this.room.clientWidth - 16, widest) * zoom, height);
  }

  close() {
    this.#asked += 1;
    this.#pages?.close();
    this.#pages = null;
  }
}
