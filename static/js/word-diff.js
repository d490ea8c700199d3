// The difference of two texts, word by word, as `[['same' | 'out' | 'in', text]]`. Pure; knows nothing of the page.
const WORDS = /\s*\S+/g;
const MOST_CELLS = 4_000_000;

const words = (text) => text.match(WORDS) ?? [];
const isSame = (a, b) => a.trim() === b.trim();

/** How long the longest common run of words is from each place on: one row for each word of `a`. */
function lengths(a, b) {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      rows[i][j] = isSame(a[i], b[j]) ? rows[i + 1][j + 1] + 1 : Math.max(rows[i + 1][j], rows[i][j + 1]);
  return rows;
}

function steps(a, b) {
  if (a.length * b.length > MOST_CELLS) return [...a.map((word) => ['out', word]), ...b.map((word) => ['in', word])];
  const [rows, found] = [lengths(a, b), []];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (isSame(a[i], b[j])) {
      found.push(['same', b[j]]);
      i++;
      j++;
    } else if (rows[i + 1][j] >= rows[i][j + 1]) found.push(['out', a[i++]]);
    else found.push(['in', b[j++]]);
  }
  return [...found, ...a.slice(i).map((word) => ['out', word]), ...b.slice(j).map((word) => ['in', word])];
}

/** What is struck out comes before what takes its place, each as one run. */
function joined(found) {
  const runs = [];
  for (const [kind, word] of found) {
    const last = runs[runs.length - 1];
    const before = runs[runs.length - 2];
    if (last?.[0] === kind) last[1] += word;
    else if (kind === 'out' && last?.[0] === 'in' && before?.[0] === 'out') before[1] += word;
    else if (kind === 'out' && last?.[0] === 'in') runs.splice(-1, 0, [kind, word]);
    else runs.push([kind, word]);
  }
  return runs;
}

export function wordDiff(before, after) {
  const [a, b] = [words(before), words(after)];
  let start = 0;
  while (start < a.length && start < b.length && isSame(a[start], b[start])) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && isSame(a[a.length - 1 - end], b[b.length - 1 - end])) end++;
  const same = (found) => found.map((word) => ['same', word]);
  const middle = steps(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return joined([...same(b.slice(0, start)), ...middle, ...same(b.slice(b.length - end))]);
}
