// Who gets to know how somebody voted, and when: by the grade of the poll and what the body shows before the close.
import { _ } from './i18n.js';
import { meeting } from './view.js';

/** What is known of a vote by name before its close, which is for the body to say. */
const named = () =>
  ({
    chair: _('Named: until the close only chair and secretary see the totals; after it everyone sees totals and names'),
    all: _('Named: everyone sees the totals at once, the names after the close'),
  })[meeting().rules?.interim] ?? _('Named: totals and names are shown after the close');

export const secrecy = (code) =>
  ({
    open: _('Open: everyone sees each vote at once'),
    named: named(),
    confidential: _('Confidential: no vote is shown with a name; this rests on the operator of the server'),
    analog: _('In the room: votes are counted there, and the counts entered'),
  })[code] ?? '';
