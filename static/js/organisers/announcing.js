// Announcing to everybody. Who announces has read it, so it does not come back as news on their own page.
import { commands, store } from '../live.js';
import { page } from '../page.js';
import { keep } from '../settings.js';

export async function announceToAll(text) {
  const answer = await commands.give('announce', { text });
  keep(`notice:${page.meeting}`, answer.at);
  store.touch('notice');
  return answer;
}
