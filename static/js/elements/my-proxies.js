// Proxies of this seat: for whom it votes, and who votes for it; given and ended here where the rules let members do so.
import { ask } from '../ask.js';
import { listed } from '../format.js';
import { _, fmt } from '../i18n.js';
import { icon } from '../icons.js';
import { store } from '../live.js';
import { proxiesFor } from '../proxies.js';
import { may, me, member, nameOf, represented } from '../view.js';
import { selectField } from '../organisers/fields.js';
import { giving, openForm } from '../organisers/form-dialog.js';
import { note, trouble } from './notes.js';
import { LiveElement, html, nothing } from './live-element.js';

class MyProxies extends LiveElement {
  static keys = ['member/', 'me', 'can', 'meeting'];

  #give() {
    const choices = proxiesFor(member(me().ref));
    return openForm({
      title: _('Let another member vote for you'),
      body: html`<p>${_('It counts while you are not recorded as present. When you come back, you vote yourself.')}</p>
        ${selectField({ name: 'proxy', label: _('Who votes for you?'), choices, value: choices[0]?.[0] })}`,
      yes: _('Give the proxy'),
      done: _('It is recorded.'),
      send: giving('give_proxy', ({ proxy }) => ({ proxy })),
    });
  }

  async #end(proxy) {
    const title = fmt(_('End the proxy of {name}?'), { name: nameOf(proxy) });
    const text = _('Then nobody votes for you while you are away.');
    if (await ask({ title, text, yes: _('End the proxy') })) await this.give('end_proxy');
  }

  #button(mark, words, deed) {
    return html`<button type="button" class="button button-quiet" ?disabled=${this.isBusy || !store.isLive} @click=${deed}>
      ${icon(mark)}${words}
    </button>`;
  }

  #given(proxy) {
    const isAway = member(me().ref)?.status !== 'present';
    const words = isAway ? _('{name} votes for you.') : _('{name} votes for you when you are away. As long as you are here, you vote yourself.');
    const end = may('end_proxy') ? this.#button('x', _('End the proxy'), () => this.#end(proxy)) : nothing;
    return note('', 'users', html`<strong>${fmt(words, { name: nameOf(proxy) })}</strong>`, end);
  }

  render() {
    const others = represented();
    const { proxy } = member(me().ref) ?? {};
    const names = listed(others.map(({ ref }) => nameOf(ref)));
    const held = note('', 'users', html`<strong>${fmt(_('You vote for {names}, as long as they are away.'), { names })}</strong>`);
    const give = may('give_proxy') && me().role !== 'chair' ? this.#button('users', _('Let another member vote for you'), () => this.#give()) : nothing;
    return html`${others.length ? held : nothing}${proxy ? this.#given(proxy) : html`<p>${give}</p>`}${trouble(this.trouble)}`;
  }
}

customElements.define('my-proxies', MyProxies);
