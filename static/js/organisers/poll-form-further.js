// The terms of a poll that few polls need: how votes are given, a required turnout, a majority in each group.
import { html, nothing } from '../../vendor/lit.js';
import { _, fmt } from '../i18n.js';
import { isChoice } from './poll-draft.js';
import { answersField, selectField } from './fields.js';

const PARTS = ['1/4', '1/3', '1/2', '2/3', '3/4'];

const turnoutWords = (share) =>
  share.startsWith('>')
    ? fmt(_('More than {share} of all votes'), { share: share.slice(1) })
    : fmt(_('At least {share} of all votes'), { share });

export function furtherTerms(draft, hasGroups) {
  const shares = PARTS.includes(draft.turnout) || !draft.turnout ? PARTS : [...PARTS, draft.turnout];
  const turnouts = [['', _('No turnout is required')], ...shares.map((share) => [share, turnoutWords(share)])];
  const seconds = [
    ['', _('Not needed')],
    ['simple', _('More than half in each group')],
    ['absolute', _('More than half of all members of each group')],
    ...(draft.kept && draft.second === 'kept' ? [['kept', _('As the standing orders say')]] : []),
  ];
  const byGroup = hasGroups && !isChoice(draft) && ['open', 'named'].includes(draft.secrecy);
  return html`<details class="more" ?open=${Boolean(draft.turnout || draft.second)}>
    <summary>${_('Further conditions')}</summary>
    <div class="stack">
      ${selectField({ name: 'turnout', label: _('Required turnout'), choices: turnouts, value: draft.turnout })}
      ${byGroup ? selectField({ name: 'second', label: _('Majority in each group'), choices: seconds, value: draft.second }) : nothing}
    </div>
  </details>`;
}

/** By hands or on paper, where the votes are counted in the room. */
export function howGiven(draft) {
  const isQuestion = !['choose', 'approval'].includes(draft.method);
  if (draft.secrecy === 'open' && isQuestion) {
    const ways = [
      ['tablet', _('On tablets')],
      ['voice', _('Roll call: answers aloud')],
    ];
    return answersField({ name: 'aloud', label: _('How it is voted'), choices: ways, value: draft.aloud ?? 'tablet' });
  }
  if (draft.secrecy !== 'analog') return nothing;
  const ways = [
    ['hands', _('Show of hands')],
    ['paper', _('Ballot papers')],
  ];
  return answersField({ name: 'by', label: _('How it is voted'), choices: ways, value: draft.by });
}
