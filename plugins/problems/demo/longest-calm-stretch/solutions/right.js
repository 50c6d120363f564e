const [n, limit, ...readings] = require('node:fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);

/** Days of which each is an extreme of the window from itself on; `before` says which reading ousts which. */
function extremes(before) {
  const days = new Int32Array(n);
  let from = 0;
  let to = 0;
  return {
    add(day) {
      while (to > from && before(readings[day], readings[days[to - 1]])) to -= 1;
      days[to++] = day;
    },
    leave(start) {
      if (days[from] < start) from += 1;
    },
    first: () => readings[days[from]],
  };
}

const low = extremes((a, b) => a < b);
const high = extremes((a, b) => a > b);
let start = 0;
let best = 0;
let first = 0;
for (let end = 0; end < n; end += 1) {
  low.add(end);
  high.add(end);
  while (high.first() - low.first() > limit) {
    start += 1;
    low.leave(start);
    high.leave(start);
  }
  if (end - start + 1 > best) [best, first] = [end - start + 1, start + 1];
}
console.log(`${best} days\nfrom day ${first}`);
