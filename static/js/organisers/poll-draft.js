// A poll that is being prepared: what the form holds, what is missing, and the command it becomes. Draws nothing.
import { _ } from '../i18n.js';

export const MAJORITIES = ['simple', 'absolute', 'fraction', 'relative'];
export const BASES = ['yes_no', 'cast', 'present', 'members', 'continuing'];

export const emptyDraft = () => ({
  question: '',
  method: 'yes_no_abstain',
  secrecy: 'named',
  majority: 'simple',
  num: 2,
  den: 3,
  strict: false,
  base: 'yes_no',
  options: ['', ''],
  most: 1,
  seats: 1,
  electorate: 'all',
  chosen: [],
  tie: '',
  by: 'hands',
  turnout: '',
  second: '',
});

export const isChoice = ({ method }) => ['choose', 'approval', 'ranked'].includes(method);

/** What the majority of such a vote can be reckoned from: only a run-off has ballots that no longer count. */
export const basesOf = (draft) =>
  BASES.filter((base) => (base === 'continuing' ? draft.method === 'ranked' : base !== 'yes_no' || !isChoice(draft)));

/** The usual votes, so that most polls need a question and one press. */
export const patterns = () => [
  ['simple', _('Simple majority'), { method: 'yes_no_abstain', majority: 'simple', base: 'yes_no' }],
  [
    'two_thirds',
    _('Two thirds'),
    { method: 'yes_no_abstain', majority: 'fraction', num: 2, den: 3, strict: false, base: 'cast' },
  ],
  ['absolute', _('Majority of all members'), { method: 'yes_no_abstain', majority: 'absolute', base: 'members' }],
  [
    'election',
    _('Election'),
    { method: 'choose', majority: 'relative', base: 'cast', secrecy: 'confidential', most: 1, seats: 1, tie: '' },
  ],
  ['ranking', _('Ranking'), { method: 'ranked', majority: 'simple', base: 'continuing', secrecy: 'confidential', tie: 'lot' }],
];

/** A run-off fills one seat, needs a majority and every ballot, and must be able to tell who is last. */
function settledRanking({ majority, base, secrecy, tie }) {
  const isNew = majority === 'relative' || base === 'yes_no';
  return {
    seats: 1,
    ...(isNew ? { majority: majority === 'relative' ? 'simple' : majority, base: 'continuing' } : {}),
    ...(secrecy === 'analog' ? { secrecy: 'named' } : {}),
    ...(tie === 'second' ? {} : { tie: 'lot' }),
  };
}

/** What cannot go together is put right as soon as one side changes. */
export function settled(draft) {
  const next = { ...draft };
  if (next.method === 'ranked') Object.assign(next, settledRanking(next));
  if (!basesOf(next).includes(next.base)) next.base = isChoice(next) ? 'cast' : 'yes_no';
  if (['confidential', 'analog'].includes(next.secrecy) && next.tie === 'chair') next.tie = '';
  if (isChoice(next) || !['open', 'named'].includes(next.secrecy)) next.second = '';
  if (next.majority === 'absolute') next.base = 'members';
  return next;
}

const wordsOf = (draft) => draft.options.map((text) => text.trim()).filter(Boolean);

/** A sentence for the first thing that is missing, or nothing. */
export function missing(draft) {
  if (!draft.isAbout && !draft.question.trim()) return _('Write the question first.');
  if (isChoice(draft)) {
    const words = wordsOf(draft);
    if (words.length < 2) return _('A choice needs at least two options.');
    if (new Set(words).size < words.length) return _('Two options are the same.');
    if (draft.method === 'choose' && draft.most > words.length) return _('More marks are allowed than there are options.');
    if (draft.seats > words.length) return _('There are more seats than options.');
  }
  if (
    draft.majority === 'fraction' &&
    (!(draft.num >= 1) || draft.num > draft.den || (draft.strict && draft.num === draft.den))
  ) {
    return _('The fraction must be larger than nothing and at most the whole.');
  }
  if (draft.electorate === 'chosen' && !draft.chosen.length) return _('Choose at least one member who may vote.');
  return '';
}

const majorityOf = ({ majority, num, den, strict }) => (majority === 'fraction' ? { num, den, strict } : majority);

/** As a prepared poll would be shown, for the rule in words. */
export const asShown = (draft) => ({
  majority: majorityOf(draft),
  base_rule: draft.base,
  seats: isChoice(draft) ? draft.seats : 1,
});

function electorateOf({ electorate, chosen }) {
  if (electorate === 'all') return {};
  return { electorate: electorate === 'chosen' ? chosen : { group: electorate.slice('group:'.length) } };
}

/** 2/3, or >2/3 where more than that is asked for. */
function partOf(share) {
  const [num, den] = share.replace('>', '').split('/').map(Number);
  return { num, den, strict: share.startsWith('>') };
}

/** The fields of `prepare_poll`. */
export function commandOf(draft) {
  const { question, method, secrecy, base, tie, most, seats, second } = draft;
  const options = wordsOf(draft).map((text, index) => ({ ref: `o${index + 1}`, text }));
  return {
    ...(question.trim() ? { question: question.trim() } : {}),
    method,
    secrecy,
    majority: majorityOf(draft),
    base,
    ...(method === 'choose' ? { options, min: 1, max: most, seats } : {}),
    ...(method === 'approval' ? { options, seats } : {}),
    ...(method === 'ranked' ? { options } : {}),
    ...(secrecy === 'analog' ? { by: draft.by } : {}),
    ...(secrecy === 'open' && !isChoice(draft) && draft.aloud === 'voice' ? { by: 'voice' } : {}),
    ...(draft.turnout ? { turnout: partOf(draft.turnout) } : {}),
    ...(second ? { second: second === 'kept' ? draft.kept : { majority: second } } : {}),
    ...electorateOf(draft),
    ...(tie ? { tie } : {}),
  };
}
