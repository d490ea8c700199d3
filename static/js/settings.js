// How this person likes to read: theme, text size, motion, sound. Kept on this device; `early.js` applies it before the first paint.
const DEFAULTS = { theme: '', size: '', motion: '', sound: 'off' };

function stored() {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem('reading') || '{}') };
  } catch {
    return { ...DEFAULTS };
  }
}

export const settings = stored();

export function choose(name, value) {
  settings[name] = value;
  const root = document.documentElement;
  if (name !== 'sound') {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
  }
  keep('reading', settings);
}

/** Keeps something small on this device; without storage it lasts as long as the page. */
export function keep(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Private windows may refuse; nothing that matters is kept here.
  }
}

export function kept(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}
