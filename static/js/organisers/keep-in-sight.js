// Keeps the row that matters in sight of a list that scrolls by itself; never moves the page, and never the focus.
export function keepInSight(row, scroller) {
  if (!row || !scroller || scroller.scrollHeight <= scroller.clientHeight + 1) return;
  const [inner, outer] = [row.getBoundingClientRect(), scroller.getBoundingClientRect()];
  if (inner.top >= outer.top && inner.bottom <= outer.bottom) return;
  scroller.scrollTop += inner.top - outer.top - outer.height / 3;
}
