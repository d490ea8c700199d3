// A QR code as one SVG path, black on white on every ground, with the quiet zone that cameras need.
import { encode } from '../../vendor/uqr.js';
import { html, svg } from './live-element.js';

const drawn = new Map();

function path(text) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const dark = data.flatMap((line, y) => line.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')));
  return { size, d: dark.join('') };
}

export function qrCode(text, label) {
  if (!drawn.has(text)) {
    drawn.clear();
    drawn.set(text, path(text));
  }
  const { size, d } = drawn.get(text);
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label} shape-rendering="crispEdges">
    ${svg`<rect width=${size} height=${size} fill="#fff"></rect><path d=${d} fill="#000"></path>`}
  </svg>`;
}
