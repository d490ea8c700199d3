// Speaks to screen readers through the shell's two live regions. What comes within a second is said together.
const waiting = { polite: [], assertive: [] };

function say(tone, text) {
  if (!waiting[tone].length) setTimeout(() => speak(tone), 1000);
  if (!waiting[tone].includes(text)) waiting[tone].push(text);
}

function speak(tone) {
  const region = document.getElementById(tone);
  if (region) region.textContent = waiting[tone].join(' ');
  waiting[tone] = [];
}

/** An agenda change, a result, a place in the list, something saved. */
export const announce = (text) => say('polite', text);

/** Voting opened, a vote that was not recorded, the floor. */
export const announceNow = (text) => say('assertive', text);
