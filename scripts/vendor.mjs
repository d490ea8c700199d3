// Makes static/vendor and static/icons.svg from the packages pinned in package-lock.json.
// Only for upgrading: `npm ci && node scripts/vendor.mjs`. The output is committed; two runs give the same bytes.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const VENDOR = join(ROOT, 'static/vendor');
const MODULES = join(ROOT, 'node_modules');
const ICONS = `a-large-small arrow-left arrow-right arrow-up arrow-down bell calendar check chevron-down chevron-left chevron-right
  camera circle circle-check circle-dot circle-play circle-x clock coffee copy download ellipsis eye eye-off file-plus file-text files
  gavel hand hand-helping history info key-round link list list-ordered loader-circle lock log-in log-out megaphone mic minus monitor
  notebook-pen pause pen-line play plus qr-code rotate-ccw scale send settings shield signature square tablet timer
  triangle-alert undo-2 upload user user-check user-plus user-x users vote wifi wifi-off x zoom-in zoom-out`.split(/\s+/);

const BUNDLES = {
  'lit.js': `export * from 'lit';
    export { repeat } from 'lit/directives/repeat.js'; export { classMap } from 'lit/directives/class-map.js';
    export { live } from 'lit/directives/live.js'; export { ref, createRef } from 'lit/directives/ref.js';
    export { keyed } from 'lit/directives/keyed.js';`,
  'uqr.js': `export { encode } from 'uqr';`,
  'qr-decode.js': `export { default as decodeQR } from 'qr/decode.js';`,
};
const PDF = {
  'legacy/build/pdf.min.mjs': 'pdf.min.mjs',
  'legacy/build/pdf.worker.min.mjs': 'pdf.worker.min.mjs',
  'cmaps': 'cmaps',
  'standard_fonts': 'standard_fonts',
  'iccs': 'iccs',
  'wasm/openjpeg_nowasm_fallback.js': 'wasm/openjpeg_nowasm_fallback.js',
  'wasm/jbig2_nowasm_fallback.js': 'wasm/jbig2_nowasm_fallback.js',
  'wasm/LICENSE_OPENJPEG': 'wasm/LICENSE_OPENJPEG',
  'wasm/LICENSE_PDFJS_OPENJPEG': 'wasm/LICENSE_PDFJS_OPENJPEG',
  'wasm/LICENSE_JBIG2': 'wasm/LICENSE_JBIG2',
  'wasm/LICENSE_PDFJS_JBIG2': 'wasm/LICENSE_PDFJS_JBIG2',
};
const SHIPPED = ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', 'pdfjs-dist', 'qr', 'uqr', 'lucide-static'];

async function bundle(name, contents) {
  await build({
    stdin: { contents, resolveDir: ROOT }, outfile: join(VENDOR, name),
    bundle: true, minify: true, format: 'esm', target: 'es2020', legalComments: 'eof',
  });
}

function sprite() {
  const symbol = (name) => {
    const svg = readFileSync(join(MODULES, 'lucide-static/icons', `${name}.svg`), 'utf8');
    const drawing = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.indexOf('</svg>')).replace(/\s+/g, ' ').trim();
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" `
      + `stroke-linejoin="round">${drawing}</symbol>`;
  };
  return `<svg xmlns="http://www.w3.org/2000/svg">\n<!-- Lucide, ISC licence: vendor/licences/lucide-static.txt -->\n`
    + `${ICONS.map(symbol).join('\n')}\n</svg>\n`;
}

function licence(name) {
  const folder = join(MODULES, name);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  writeFileSync(join(VENDOR, 'licences', `${name.replace('/', '-')}.txt`), readFileSync(join(folder, file)));
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
}

function manifest() {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const packages = SHIPPED.map((name) => {
    const { version, integrity, license } = lock[`node_modules/${name}`];
    return { name, version, licence: license, integrity, text: `licences/${name.replace('/', '-')}.txt` };
  });
  const digest = (path) => `sha384-${createHash('sha384').update(readFileSync(path)).digest('base64')}`;
  const paths = [...filesUnder(VENDOR).filter((path) => !path.endsWith('vendor.json')), join(ROOT, 'static/icons.svg')];
  const files = Object.fromEntries(paths.map((path) => [relative(join(ROOT, 'static'), path).replaceAll('\\', '/'), digest(path)]));
  return `${JSON.stringify({ packages, files }, null, 1)}\n`;
}

rmSync(VENDOR, { recursive: true, force: true });
mkdirSync(join(VENDOR, 'licences'), { recursive: true });
for (const [name, contents] of Object.entries(BUNDLES)) await bundle(name, contents);
for (const [from, to] of Object.entries(PDF)) cpSync(join(MODULES, 'pdfjs-dist', from), join(VENDOR, 'pdf', to), { recursive: true });
writeFileSync(join(ROOT, 'static/icons.svg'), sprite());
SHIPPED.forEach(licence);
writeFileSync(join(VENDOR, 'vendor.json'), manifest());
