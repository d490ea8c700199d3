// The record itself, to choose the entry that needs a correction: every line of the log that a person can have caused.
import { html, render } from '../../vendor/lit.js';
import { exactTime, number } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { page } from '../page.js';
import { item, nameOf, paper, poll } from '../view.js';
import { attendance } from '../words.js';
import { correctDialog } from './correct-dialog.js';
import { entryKind } from './entry-words.js';

const MOST_SHOWN = 200;

async function entries() {
  const answer = await fetch(page.urls.log).catch(() => null);
  if (!answer?.ok) throw new Error(_('The record could not be loaded. Check the connection and try again.'));
  const lines = (await answer.text())
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const readable = lines.filter(({ text }) => text).map(({ text }) => JSON.parse(text));
  return readable.filter(({ kind }) => entryKind(kind)).reverse();
}

const SAYING = ['text', 'question', 'title', 'name', 'outcome', 'reason'];

/** What an entry says, as far as one line holds: its words, and whom it concerns. */
export function saying({ body = {} }) {
  const words = SAYING.map((field) => body[field]).filter((word) => typeof word === 'string');
  const who = body.member && !body.name ? nameOf(body.member) : '';
  const about =
    (body.item && item(body.item)?.title) || (body.poll && poll(body.poll)?.question) || (body.paper && paper(body.paper)?.title);
  return [who, ...(words.length ? words : [about]), body.status && attendance(body.status)].filter(Boolean).join(' · ');
}

function list(state, choose) {
  const words = state.words.toLowerCase();
  const shown = state.entries
    .filter((entry) => `${entry.position} ${entryKind(entry.kind)} ${saying(entry)}`.toLowerCase().includes(words))
    .slice(0, MOST_SHOWN);
  const row = (entry) =>
    html`<button type="button" class="rows-row" @click=${() => choose(entry)}>
      <span class="rows-number">${number(entry.position)}</span
      ><span class="grow"
        >${entryKind(entry.kind)}<small><bdi>${saying(entry)}</bdi></small></span
      ><span class="small muted">${exactTime(entry.at)}</span>
    </button>`;
  return shown.length
    ? html`<div class="rows scroll-list">${shown.map(row)}</div>`
    : html`<p class="empty">${_('No entry is found.')}</p>`;
}

export async function chooseEntry() {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog dialog-wide';
  dialog.setAttribute('aria-labelledby', 'record-title');
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  const state = { entries: null, words: '', trouble: '' };
  const choose = (entry) => {
    dialog.close();
    correctDialog(entry.position, `${entryKind(entry.kind)}: ${saying(entry)}`);
  };
  const draw = () => {
    const loading = html`<p class="row">
      ${icon(state.trouble ? 'circle-x' : 'loader-circle')}${state.trouble || _('One moment…')}
    </p>`;
    const search = html`<label class="field"
      ><span>${_('Search')}</span
      ><input
        class="input"
        type="search"
        @input=${(event) => {
          state.words = event.target.value;
          draw();
        }}
    /></label>`;
    render(
      html`<div class="stack">
        <h2 id="record-title">${_('Which entry should be corrected?')}</h2>
        ${
          state.entries
            ? html`${search}${list(state, choose)}
                <p class="small muted">
                  ${fmt(_('At most {n} entries are listed: search for the others.'), { n: number(MOST_SHOWN) })}
                </p>`
            : loading
        }
        <div class="dialog-actions">
          <button type="button" class="button" @click=${() => dialog.close()}>${_('Back')}</button>
        </div>
      </div>`,
      dialog,
    );
  };
  draw();
  dialog.showModal();
  try {
    state.entries = await entries();
  } catch (fault) {
    state.trouble = fault.message;
  }
  draw();
}
