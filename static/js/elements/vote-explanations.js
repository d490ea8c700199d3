// How members have explained their votes in one poll, and the form for explaining one's own.
import { isolated } from '../format.js';
import { _, fmt } from '../i18n.js';
import { explanationsOf, may, me, meeting, motion as motionOf, myVote, nameOf, poll as pollOf } from '../view.js';
import { longField } from '../organisers/fields.js';
import { giving, openForm } from '../organisers/form-dialog.js';
import { press } from '../organisers/press.js';
import { LiveElement, html, nothing } from './live-element.js';

const WITH_NAMES = ['open', 'named'];

/** Whether this seat moved what was voted on, and movers do not explain that vote by the rules of the body. */
function isOwn(ref) {
  const about = motionOf(ref);
  return meeting().rules?.movers_explain === false && about?.mover === me().ref && !about.procedure;
}

class VoteExplanations extends LiveElement {
  static keys = ['poll/', 'explanation/', 'member/', 'me', 'me/vote/', 'can', 'meeting', 'motion/'];
  static properties = { poll: {} };

  #explain(mine) {
    return openForm({
      title: _('Explain your vote'),
      body: longField({
        name: 'text',
        label: _('Why did you vote as you did?'),
        hint: _('Everybody reads it, and it stands in the minutes.'),
        value: mine?.text ?? '',
        isRequired: true,
        longest: meeting().rules?.explanation_chars,
      }),
      yes: _('Put it on record'),
      done: _('It is recorded.'),
      send: giving('explain_vote', ({ text }) => ({ poll: this.poll, text: text.trim() })),
    });
  }

  #button(given) {
    const { state, secrecy, motion } = pollOf(this.poll) ?? {};
    const mayExplain =
      state === 'declared' && WITH_NAMES.includes(secrecy) && myVote(this.poll) && may('explain_vote') && !isOwn(motion);
    const mine = given.find(({ member }) => member === me().ref);
    if (!mayExplain) return nothing;
    return html`<p>${press('notebook-pen', mine ? _('Change my explanation') : _('Explain my vote'), () => this.#explain(mine), 'quiet')}</p>`;
  }

  render() {
    const given = explanationsOf(this.poll);
    const line = ({ member, text }) =>
      html`<p class="small">
        <strong>${fmt(_('{name} explains:'), { name: isolated(nameOf(member)) })}</strong>
        <bdi class="text" lang=${meeting().language}>${text}</bdi>
      </p>`;
    return html`${given.map(line)}${this.#button(given)}`;
  }
}

customElements.define('vote-explanations', VoteExplanations);
