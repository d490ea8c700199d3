// Questions to the view: what is on now, who is who, what this seat may do. Reads the store, changes nothing.
import { _, fmt } from './i18n.js';
import { store } from './live.js';

const NOTHING = Object.freeze({});

export const meeting = () => store.get('meeting') ?? NOTHING;
export const now = () => store.get('now') ?? NOTHING;
export const me = () => store.get('me') ?? NOTHING;
export const floor = () => ({ list: [], ...store.get('floor') });

/** Whether this seat may give the command now. What may not be given is not offered. */
export function may(command) {
  return Boolean(store.get('can')?.commands?.includes(command)) && !me().cannot?.includes(command);
}

/** Whether this seat acts for members who have no tablet: what it records of them is never its own deed. */
export const records = () => ['chair', 'secretary'].includes(me().role);

/** Whether this seat may do it for itself. */
export const mayOneself = (command) => !records() && may(command);

function found(kind, ref) {
  const fragment = ref ? store.get(`${kind}/${ref}`) : undefined;
  return fragment && { ...fragment, ref };
}

export const item = (ref = now().item) => found('item', ref);
export const poll = (ref = now().poll) => found('poll', ref);
export const paper = (ref) => found('paper', ref);
export const member = (ref) => found('member', ref);
export const motion = (ref) => found('motion', ref);

export const items = () => store.all('item/').sort((a, b) => a.order - b.order);
export const members = () => store.all('member/');
export const pollsOf = (ref) =>
  store
    .all('poll/')
    .filter((poll) => poll.item === ref)
    .sort((a, b) => a.order - b.order);
export const agreementsOf = (ref) =>
  store
    .all('consensus/')
    .filter((agreed) => agreed.item === ref)
    .sort((a, b) => a.at - b.at);
export const recusalsOf = (ref) => store.all('recusal/').filter((recusal) => recusal.item === ref);
export const interestsOf = (ref) => store.all('interest/').filter((interest) => interest.item === ref);
export const explanationsOf = (ref) =>
  store
    .all('explanation/')
    .filter((given) => given.poll === ref)
    .sort((a, b) => a.at - b.at);
export const minutesOf = (ref) => store.all('minute/').filter((minute) => minute.item === ref);

export function papersOf(ref) {
  const order = item(ref)?.papers ?? [];
  const place = (paper) => order.indexOf(paper.ref) + 1 || order.length + 1;
  return store
    .all('paper/')
    .filter((paper) => paper.item === ref)
    .sort((a, b) => place(a) - place(b));
}

export const lastVersion = (paper) => paper.versions?.[paper.versions.length - 1];

/** Who speaks from a seat: its member, or a substitute with the member's name. */
export function nameOf(ref) {
  const { name = ref ?? '', substitute } = member(ref) ?? NOTHING;
  return substitute ? fmt(_('{substitute} for {name}'), { substitute, name }) : name;
}

/** Whether options stand on the ballot paper, not a question to answer by yes or no. */
export const isChoice = ({ method }) => !['yes_no', 'yes_no_abstain'].includes(method);

/** The options of a poll with the words for them; yes, no, abstain and blank have no text of their own. */
export function optionsOf({ options = [] }) {
  const made = { yes: _('For'), no: _('Against'), abstain: _('Abstain'), blank: _('Blank ballot') };
  return options.map(({ ref, text }) => ({ ref, text: text || made[ref] || ref }));
}

/** The item after the one in hand that is still to come. */
export function nextItem() {
  const all = items();
  const here = all.findIndex(({ ref }) => ref === now().item);
  return all.slice(here + 1).find(({ state }) => state === 'planned');
}

/** Where this seat stands in the list of speakers, from 1; 0 when it is not there. */
export function myPlace() {
  return floor().list.findIndex((request) => request.member === store.you?.ref) + 1;
}

/** What we recorded of this seat's vote: `{choice?, position, at, proxy?}`. */
export const myVote = (ref) => store.get(`me/vote/${ref}`);

/** What we recorded of the vote of a member for whom this seat votes by proxy: `{choice?, position, at, in_person?}`. */
export const voteFor = (ref, voter) => store.get(`me/proxy/${ref}/${voter}`);

/** The members for whom this seat votes in the poll, or has: those who may still be voted for, and those whose vote is in. */
export function votersOf(ref) {
  const voted = store.all(`me/proxy/${ref}/`).map((vote) => vote.ref);
  return members()
    .filter((one) => me().votes_for?.includes(one.ref) || voted.includes(one.ref))
    .sort((a, b) => a.order - b.order);
}

/** Whom this seat represents, whatever is voted on; in the order of the list. */
export const represented = () =>
  members()
    .filter(({ proxy }) => proxy && proxy === me().ref)
    .sort((a, b) => a.order - b.order);
