// One seat's vote in one poll, from the press to the receipt. Says only what the server has confirmed; guesses nothing.
import { announce, announceNow } from './announce.js';
import { KEEP_A_VOTE_FOR } from './commands.js';
import { _ } from './i18n.js';
import { commands, store } from './live.js';
import { myVote, poll as pollOf, voteFor } from './view.js';

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export class Ballot {
  sending = null; // the choice on its way
  isChecking = false;
  refused = null; // {sentence} of the last try
  unconfirmed = null; // {choice, before}: no answer came in time
  #confirmed = null; // what `done` said, until the view says it too, and of which log

  /** `voter` is the member for whom this seat votes by proxy, if it is not its own vote. */
  constructor(poll, changed, voter) {
    Object.assign(this, { poll, changed, voter });
  }

  /** What is recorded for this seat: `{choice?, at}`, or undefined. */
  get recorded() {
    const seen = this.voter ? voteFor(this.poll, this.voter) : myVote(this.poll);
    const confirmed = this.#confirmed;
    // In a record that was restored from a backup it may be gone, whatever was said of the one that was lost.
    if (confirmed?.log === store.log && (!seen || seen.position < confirmed.position)) return confirmed;
    return seen;
  }

  /** Nobody answered in time. Once the room is heard again its view tells the truth: `lost` when it holds no vote newer than before. */
  get doubt() {
    if (!this.unconfirmed) return null;
    const { before, choice, since } = this.unconfirmed;
    const seen = this.recorded;
    if (seen && (seen.position !== before || same(seen.choice, choice))) return null;
    return store.isLive && store.heardAt > since ? 'lost' : 'unknown';
  }

  async cast(choice, isSecret) {
    Object.assign(this, { sending: choice, isChecking: false, refused: null, unconfirmed: null });
    const before = this.recorded?.position;
    this.changed();
    try {
      const { position, at } = await commands.give('cast_vote', { poll: this.poll, choice, ...(this.voter && { for: this.voter }) }, this.#options());
      this.#confirmed = { position, at, log: store.log, ...(!isSecret && { choice }) };
      announce(_('Your vote is recorded.'));
    } catch (refusal) {
      this.#failed(refusal, { choice, before });
    }
    this.sending = null;
    this.changed();
  }

  #options() {
    return {
      keepFor: KEEP_A_VOTE_FOR,
      isWanted: () => document.visibilityState === 'visible' && pollOf(this.poll)?.state === 'open',
      onState: (state) => {
        this.isChecking = state === 'checking';
        this.changed();
      },
    };
  }

  /** Looks each second until the room has said something, whatever it is. */
  #wonder(attempt) {
    this.unconfirmed = { ...attempt, since: Date.now() };
    const look = () => {
      this.changed();
      if (this.doubt === 'unknown') setTimeout(look, 1000);
    };
    setTimeout(look, 1000);
  }

  #failed(refusal, attempt) {
    if (refusal.code === 'unconfirmed') this.#wonder(attempt);
    else if (refusal.code) this.refused = refusal.message;
    else throw refusal;
    announceNow(_('Your vote is not recorded.'));
  }
}
