// Runs before the first paint, so that the chosen theme and text size never flash. A classic script: it must not wait for modules.
// In words that old browsers understand, for it also tells them what they are.
try {
  const chosen = JSON.parse(localStorage.getItem('reading') || '{}');
  const root = document.documentElement;
  if (chosen.theme && !root.dataset.fixed) root.dataset.theme = chosen.theme;
  if (chosen.size) root.dataset.size = chosen.size;
  if (chosen.motion) root.dataset.motion = chosen.motion;
} catch (forbidden) {
  // Storage may be forbidden; the page then looks as the system says.
}

// What the pages cannot do without came with Safari 15.4, Chrome 99 and Firefox 98. Before, they would stay empty for ever.
if (!(window.CSSLayerBlockRule && window.HTMLDialogElement && Array.prototype.at)) {
  document.addEventListener('DOMContentLoaded', function () {
    document.getElementById('too-old').hidden = false;
  });
}
