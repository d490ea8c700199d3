// The surface on which a `Reader` draws: a canvas, the text over it for selection and screen readers, and an image.
import { html } from './live-element.js';

export function sheet(title = '') {
  return html`<div class="paper">
      <canvas></canvas>
      <div class="paper-text"></div>
    </div>
    <img alt=${title} />`;
}
