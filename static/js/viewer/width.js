// Hears when an element has become wider or narrower, for example because a tablet was turned; once, when it is over.
const SETTLED = 150;

export function onWidth(element, hear) {
  let before = element.clientWidth;
  let timer = null;
  const changed = () => {
    if (element.clientWidth === before) return;
    before = element.clientWidth;
    clearTimeout(timer);
    timer = setTimeout(hear, SETTLED);
  };
  new ResizeObserver(changed).observe(element);
}
