// Runs before the first paint, so that the chosen theme and text size never flash. A classic script: it must not wait for modules.
try {
  const chosen = JSON.parse(localStorage.getItem('reading') || '{}');
  const root = document.documentElement;
  if (chosen.theme && !root.dataset.fixed) root.dataset.theme = chosen.theme;
  if (chosen.size) root.dataset.size = chosen.size;
  if (chosen.motion) root.dataset.motion = chosen.motion;
} catch {
  // Storage may be forbidden; the page then looks as the system says.
}
