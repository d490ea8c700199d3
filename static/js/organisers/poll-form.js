// The form that prepares a poll. Five usual votes fill it in one press; below them every part can be set. Says the rule in words.
import { rule } from '../arithmetic.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { secrecy } from '../secrecy.js';
import { members } from '../view.js';
import { LiveElement, html, nothing } from '../elements/live-element.js';
import { answersField, longField, numberField, selectField } from './fields.js';
import { memberChoice, optionLines } from './poll-form-lists.js';
import { furtherTerms, howGiven } from './poll-form-further.js';
import { asShown, basesOf, commandOf, emptyDraft, isChoice, missing, patterns, settled } from './poll-draft.js';

const methods = () => [
  ['yes_no_abstain', _('For, against, abstain')],
  ['yes_no', _('For, against')],
  ['choose', _('Choice among options')],
  ['approval', _('Approval of any number of options')],
  ['ranked', _('Ranking, counted by instant run-off')],
];
const majorities = () => [
  ['simple', _('More than half')],
  ['absolute', _('More than half of all members')],
  ['fraction', _('A fraction')],
  ['relative', _('Most votes win')],
];
const bases = () => ({
  yes_no: _('Votes for and against'),
  cast: _('Votes cast, with abstentions'),
  present: _('Votes of those present'),
  members: _('Votes of all members'),
  continuing: _('Votes that count in the round'),
});

class PollForm extends LiveElement {
  static keys = ['member/'];
  static properties = { draft: { state: true }, begin: {} };

  constructor() {
    super();
    this.draft = emptyDraft();
  }

  willUpdate(changed) {
    if (changed.has('begin')) this.draft = this.begin;
  }

  /** The fields of the command. Throws an Error with a sentence when something is missing. */
  fields() {
    const sentence = missing(this.draft);
    if (sentence) throw new Error(sentence);
    return commandOf(this.draft);
  }

  #set(changes) {
    this.draft = settled({ ...this.draft, ...changes });
  }

  #changed(event) {
    const { name, value, type, checked } = event.target;
    if (name) this.#set({ [name]: type === 'number' ? Number(value) : type === 'checkbox' ? checked : value });
  }

  #patterns() {
    const button = ([, words, changes]) =>
      html`<button type="button" class="button" @click=${() => this.#set(changes)}>${words}</button>`;
    return html`<div class="stack-tight">
      <p class="label">${_('Start from a usual vote')}</p>
      <div class="segments">${patterns().filter(([, , changes]) => !this.draft.isAbout || !isChoice(changes)).map(button)}</div>
    </div>`;
  }

  #choice(draft) {
    if (!isChoice(draft)) return nothing;
    const marks = numberField({ name: 'most', label: _('Marks allowed'), value: draft.most, most: draft.options.length });
    return html`${optionLines(draft.options, (options) => this.#set({ options }))}
      <div class="row fields-row">
        ${draft.method === 'choose' ? marks : nothing}
        ${draft.method === 'ranked' ? nothing : numberField({ name: 'seats', label: _('Seats to fill'), value: draft.seats, most: draft.options.length })}
      </div>`;
  }

  #majority(draft) {
    const fraction = html`<div class="row fields-row">
      ${numberField({ name: 'num', label: _('Parts'), value: draft.num })}${numberField({ name: 'den', label: _('of'), value: draft.den })}
      <label class="choice"
        ><input type="checkbox" name="strict" .checked=${draft.strict} /><span
          >${_('More than this fraction, not only at least')}</span
        ></label
      >
    </div>`;
    const isFixed = ['absolute', 'relative'].includes(draft.majority);
    const allowed = basesOf(draft).map((base) => [base, bases()[base]]);
    const choices = majorities().filter(([code]) => draft.method !== 'ranked' || code !== 'relative');
    return html`${answersField({ name: 'majority', label: _('Majority'), choices, value: draft.majority })}
    ${draft.majority === 'fraction' ? fraction : nothing}
    ${isFixed ? nothing : answersField({ name: 'base', label: _('Reckoned from'), choices: allowed, value: draft.base })}`;
  }

  #electorate(draft) {
    const groups = [
      ...new Set(
        members()
          .filter(({ votes, group }) => votes && group)
          .map(({ group }) => group),
      ),
    ].sort();
    const choices = [
      ['all', _('All members with a vote')],
      ...groups.map((group) => [`group:${group}`, fmt(_('Group: {group}'), { group })]),
      ['chosen', _('Chosen members')],
    ];
    return html`${selectField({ name: 'electorate', label: _('Who may vote'), choices, value: draft.electorate })}
    ${draft.electorate === 'chosen' ? memberChoice(draft.chosen, (chosen) => this.#set({ chosen })) : nothing}`;
  }

  #tie(draft) {
    const ways = [
      ['', isChoice(draft) ? _('Nobody gets the seat') : _('It is rejected')],
      ['lot', _('The lot decides')],
      ['second', _('A second vote decides')],
    ];
    if (draft.method === 'ranked') ways.shift();
    else if (['open', 'named'].includes(draft.secrecy)) ways.splice(1, 0, ['chair', _('The chair’s own vote decides')]);
    return answersField({ name: 'tie', label: _('If it is a tie'), choices: ways, value: draft.tie });
  }

  render() {
    const { draft } = this;
    const hint = draft.isAbout ? _('Left empty, the usual question is asked.') : _('As it stands on every tablet and in the minutes.');
    const answers = draft.isAbout ? methods().slice(0, 2) : methods();
    const inRoom = draft.method === 'ranked' ? [] : ['analog'];
    const grades = ['open', 'named', 'confidential', ...inRoom].map((grade) => [grade, secrecy(grade)]);
    return html`<div class="stack" @input=${this.#changed} @change=${this.#changed}>
      ${longField({ name: 'question', label: _('Question'), value: draft.question, hint, rows: 2 })} ${this.#patterns()}
      <div class="note">
        ${icon('scale')}
        <div><strong>${rule(asShown(draft))}.</strong> ${secrecy(draft.secrecy)}.</div>
      </div>
      ${answersField({ name: 'method', label: _('Answers'), choices: answers, value: draft.method })} ${this.#choice(draft)}
      ${this.#majority(draft)} ${selectField({ name: 'secrecy', label: _('Secrecy'), choices: grades, value: draft.secrecy })}
      ${howGiven(draft)} ${this.#electorate(draft)} ${this.#tie(draft)}
      ${furtherTerms(draft, members().some(({ votes, group }) => votes && group))}
    </div>`;
  }
}

customElements.define('poll-form', PollForm);
