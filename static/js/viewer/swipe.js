// One finger across the page turns it. A slow, short or slanted movement is a scroll, and is left alone.
const FAR = 60;
const heard = new WeakSet();

export function onSwipe(element, turn) {
  if (heard.has(element)) return;
  heard.add(element);
  let from = null;
  element.addEventListener(
    'touchstart',
    ({ touches }) => {
      from = touches.length === 1 ? touches[0] : null;
    },
    { passive: true },
  );
  element.addEventListener('touchend', ({ changedTouches: [to] }) => {
    if (!from) return;
    const [across, along] = [to.clientX - from.clientX, to.clientY - from.clientY];
    from = null;
    if (Math.abs(across) < FAR || Math.abs(across) < 2 * Math.abs(along)) return;
    turn(across < 0 === (document.dir !== 'rtl') ? 1 : -1);
  });
}
