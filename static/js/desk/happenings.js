// Turns changes of the view into sentences: what the meeting looked like before, what it looks like now, what happened in between.
import { arithmetic } from '../arithmetic.js';
import { _, fmt } from '../i18n.js';
import { isolated, time } from '../format.js';
import { item as itemOf } from '../view.js';
import { ofFloor, ofMotion, ofRuling } from './happenings-of-debate.js';
import { ofMember } from './happenings-of-people.js';
import { named, said } from './saying.js';

function ofMeeting(before, now) {
  const words = {
    open: _('The meeting is open.'),
    suspended: now.until
      ? fmt(_('The meeting is suspended until {time}.'), { time: time(now.until) })
      : _('The meeting is suspended.'),
    closed: _('The meeting is closed.'),
  };
  if (before.state !== now.state && words[now.state])
    return said('gavel', before.state === 'suspended' && now.state === 'open' ? _('The meeting goes on.') : words[now.state]);
  if (now.state === 'suspended' && before.until !== now.until) return said('coffee', words.suspended);
  return before.chair !== now.chair ? said('user', fmt(_('{name} has the chair.'), { name: named(now.chair) })) : null;
}

function ofItem(before, now) {
  const values = { title: isolated(now.title) };
  if (!before) return said('plus', fmt(_('New on the agenda: {title}'), values));
  const words = {
    open: _('Item started: {title}'),
    concluded: _('Item concluded: {title}'),
    deferred: _('Item deferred: {title}'),
    withdrawn: _('Item withdrawn: {title}'),
  };
  if (now.consent === 'adopted' && before.consent !== now.consent)
    return said('circle-check', fmt(_('Adopted with the consent agenda: {title}'), values));
  if (before.state !== now.state && words[now.state])
    return said(now.state === 'open' ? 'circle-play' : 'circle-check', fmt(words[now.state], values));
  if (before.consent !== now.consent && now.consent === 'taken_out')
    return said('list', fmt(_('Taken out of the consent agenda: {title}'), values));
  return before.title !== now.title ? said('pen-line', fmt(_('New title: {title}'), values)) : null;
}

function ofResult(before, now) {
  const count = now.corrected?.length ?? 0;
  if (!before || count === (before.corrected?.length ?? 0)) return null;
  const values = { question: isolated(now.question), reason: isolated(now.corrected[count - 1].reason), arithmetic: arithmetic(now) };
  const text = fmt(_('Result of the vote “{question}” corrected: {arithmetic} {reason}'), values);
  return said('pen-line', text, { insert: text });
}

function ofPoll(before, now) {
  if (before?.state === now.state) return ofResult(before, now);
  const values = { question: isolated(now.question), reason: now.reason ?? '' };
  const words = {
    prepared: _('Vote prepared: {question}'),
    open: before?.state === 'held' ? _('Voting goes on: {question}') : _('Voting opened: {question}'),
    held: _('Voting on hold: {question}'),
    closed: _('Voting closed: {question}'),
    cancelled: _('Vote cancelled: {question} ({reason})'),
    agreed: _('Agreed without a vote: {question}'),
  };
  if (now.state !== 'declared') return said('vote', fmt(words[now.state], values));
  const text = fmt(_('Result of the vote “{question}”: {arithmetic}'), { ...values, arithmetic: arithmetic(now) });
  return said('scale', text, { insert: text });
}

function ofPaper(before, now) {
  const values = { title: isolated(now.title) };
  if (!before) return said('file-plus', fmt(_('New paper: {title}'), values));
  return before.versions.length < now.versions.length ? said('upload', fmt(_('New version: {title}'), values)) : null;
}

function ofConsensus(before, now) {
  if (before) return null;
  const text = fmt(_('Adopted without a vote: {text}'), { text: isolated(now.text) });
  return said('circle-check', text, { insert: text });
}

function ofInterest(before, now) {
  if (before?.text === now.text) return null;
  const text = fmt(_('{name} has declared an interest: {text}'), { name: named(now.member), text: isolated(now.text) });
  return said('scale', text, { insert: text });
}

function ofMinute(before, now) {
  if (before || now.kind === 'note') return null;
  const values = { title: isolated(itemOf(now.item)?.title ?? ''), text: isolated(now.text) };
  return said(
    now.kind === 'decision' ? 'gavel' : 'list',
    fmt(now.kind === 'decision' ? _('Decision recorded: {text}') : _('Task recorded: {text}'), values),
  );
}

const whole = {
  meeting: ofMeeting,
  floor: ofFloor,
  quorum: (before, now) =>
    before.met !== now.met
      ? said(now.met ? 'users' : 'triangle-alert', now.met ? _('The quorum is reached.') : _('There is no quorum any more.'))
      : null,
  roll: (before, now) =>
    before.open !== now.open ? said('users', now.open ? _('The roll call is open.') : _('The roll call is closed.')) : null,
  notice: (before, now) =>
    before?.at !== now.at ? said('megaphone', fmt(_('Announced: {text}'), { text: isolated(now.text) })) : null,
  taken: (before, now) =>
    before?.at !== now.at
      ? said('tablet', fmt(_('{name}: the seat was opened on another tablet.'), { name: named(now.member) }))
      : null,
};
const kinds = {
  item: ofItem,
  poll: ofPoll,
  member: ofMember,
  motion: ofMotion,
  ruling: ofRuling,
  paper: ofPaper,
  minute: ofMinute,
  consensus: ofConsensus,
  explanation: (before, now) =>
    before?.text === now.text ? null : said('notebook-pen', fmt(_('{name} has explained a vote.'), { name: named(now.member) })),
  interest: ofInterest,
  incident: (before, now) =>
    before ? null : said('triangle-alert', fmt(_('Incident recorded: {text}'), { text: isolated(now.text) })),
  correction: (before, now) =>
    before ? null : said('pen-line', fmt(_('Correction recorded: {text}'), { text: isolated(now.text) })),
  signature: (_before, now, ref) => said('signature', fmt(_('{name} has signed the minutes.'), { name: named(ref) })),
};

export const HEARD = [...Object.keys(whole), ...Object.keys(kinds).map((kind) => `${kind}/`)];

/** What the change of one key means: `{mark, words, insert?}`, or null when it means nothing to a secretary. */
export function happening(key, before, now) {
  if (!now)
    return key.startsWith('paper/') && before
      ? said('x', fmt(_('Paper withdrawn: {title}'), { title: isolated(before.title) }))
      : null;
  if (whole[key]) return before || key === 'notice' || key === 'taken' ? whole[key](before, now) : null;
  const [kind, ref] = [key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1)];
  return kinds[kind]?.(before, now, ref) ?? null;
}
