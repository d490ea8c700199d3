// Points of order that wait for the chair: each is ruled on with a reason, which stands in the minutes.
import { html, nothing } from '../../vendor/lit.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { isolated } from '../format.js';
import { floor, may, nameOf } from '../view.js';
import { LiveElement } from '../elements/live-element.js';
import { longField } from '../organisers/fields.js';
import { giving, openForm } from '../organisers/form-dialog.js';
import { press } from '../organisers/press.js';
import { verdict } from '../words.js';

function rule(member, ruling) {
  return openForm({
    title: fmt(_('Point of order of {name}: {verdict}'), { name: isolated(nameOf(member)), verdict: verdict(ruling) }),
    body: longField({
      name: 'reason',
      label: _('Reason'),
      isRequired: true,
      hint: _('Everybody reads it, and it stands in the minutes.'),
    }),
    yes: _('Rule on the point of order'),
    done: _('The ruling is recorded.'),
    send: giving('rule_on_point', ({ reason }) => ({ member, ruling, reason: reason.trim() })),
  });
}

class PointRulings extends LiveElement {
  static keys = ['floor', 'can', 'me', 'member/'];

  #point(member) {
    const button = (ruling) => press('', verdict(ruling), () => rule(member, ruling));
    return html`<li class="note note-warn">
      ${icon('scale')}
      <div class="stack-tight">
        <p><span class="small muted">${_('Point of order')}</span><br /><strong><bdi>${nameOf(member)}</bdi></strong></p>
        <div class="row">${button('sustained')}${button('not_sustained')}</div>
      </div>
    </li>`;
  }

  render() {
    const { points = [] } = floor();
    if (!points.length || !may('rule_on_point')) return nothing;
    return html`<section class="card stack-tight" aria-labelledby="points">
      <h2 id="points">${_('Waiting for your ruling')}</h2>
      <ul class="stack-tight">
        ${points.map((member) => this.#point(member))}
      </ul>
    </section>`;
  }
}

customElements.define('point-rulings', PointRulings);
