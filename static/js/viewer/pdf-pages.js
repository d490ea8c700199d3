// The pages of one PDF, drawn one at a time on one canvas: pdf.js core only, because its own viewer keeps far too much in memory.
import { moduleWorker } from '../trust.js';
import './polyfill.js';
import * as pdfjs from '../../vendor/pdf/pdf.min.mjs';

const MOST_PIXELS = 8e6;
let leaving = Promise.resolve();
const near = (path) => new URL(`../../vendor/pdf/${path}`, import.meta.url).href;

export class PdfPages {
  #page = null;
  #drawing = null;
  #turn = 0;

  /** `surface` holds a canvas and a text layer: `{canvas, text}`. */
  static async open(url, surface) {
    pdfjs.GlobalWorkerOptions.workerPort ??= moduleWorker(new URL('worker.js', import.meta.url));
    // All papers share one worker, which takes no new one while it still lets go of the last.
    await leaving;
    const loading = pdfjs.getDocument({
      url,
      disableAutoFetch: true,
      disableStream: true,
      rangeChunkSize: 262_144,
      cMapUrl: near('cmaps/'),
      standardFontDataUrl: near('standard_fonts/'),
      wasmUrl: near('wasm/'),
      iccUrl: near('iccs/'),
      useWasm: false,
      // What goes on in a paper that was just closed is no warning to anyone.
      verbosity: pdfjs.VerbosityLevel.ERRORS,
    });
    return new PdfPages(await loading.promise, surface);
  }

  constructor(pdf, surface) {
    Object.assign(this, { pdf, surface, count: pdf.numPages });
  }

  /**
   * Draws a page `width` CSS pixels wide, or less so that it is no higher than `height`. A later call overtakes an earlier one.
   * Says whether the page has text.
   */
  async show(number, width, height = Infinity) {
    const turn = ++this.#turn;
    this.#drawing?.cancel();
    const page = await this.pdf.getPage(number);
    if (turn !== this.#turn) return undefined;
    const whole = page.getViewport({ scale: 1 });
    const scale = Math.min(width / whole.width, height / whole.height);
    if (!(await this.#draw(page, scale)) || turn !== this.#turn) return undefined;
    const hasText = await this.#layText(page, page.getViewport({ scale }));
    if (this.#page !== page) this.#page?.cleanup();
    this.#page = page;
    return hasText;
  }

  /** Says whether the page was drawn: a later one may have overtaken it. */
  async #draw(page, scale) {
    const size = page.getViewport({ scale });
    const dense = Math.min(devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / (size.width * size.height)));
    const viewport = page.getViewport({ scale: scale * dense });
    // Drawn aside first, so that the old page stays until the new one is whole.
    const aside = document.createElement('canvas');
    Object.assign(aside, { width: Math.floor(viewport.width), height: Math.floor(viewport.height) });
    this.#drawing = page.render({ canvas: aside, viewport });
    try {
      await this.#drawing.promise;
    } catch (stopped) {
      if (stopped.name === 'RenderingCancelledException') return false;
      throw stopped;
    }
    const { canvas } = this.surface;
    Object.assign(canvas, { width: aside.width, height: aside.height });
    canvas.getContext('2d').drawImage(aside, 0, 0);
    aside.width = aside.height = 0;
    canvas.style.setProperty('inline-size', `${size.width}px`);
    canvas.style.setProperty('block-size', `${size.height}px`);
    return true;
  }

  async #layText(page, viewport) {
    const { text } = this.surface;
    const container = document.createElement('div');
    container.className = 'textLayer';
    container.style.setProperty('--total-scale-factor', viewport.scale);
    await new pdfjs.TextLayer({ textContentSource: page.streamTextContent(), container, viewport }).render();
    text.replaceChildren(container);
    return container.childElementCount > 0;
  }

  close() {
    this.#turn += 1;
    this.#drawing?.cancel();
    leaving = Promise.allSettled([leaving, this.pdf.loadingTask.destroy()]);
    const { canvas, text } = this.surface;
    canvas.width = canvas.height = 0;
    canvas.style.removeProperty('block-size');
    text.replaceChildren();
  }
}
