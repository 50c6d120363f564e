const [n, ...numbers] = require('node:fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const places = new Float64Array(n + 1);
for (let mast = 1; mast <= n; mast += 1) places[mast] = places[mast - 1] + numbers[mast - 1];
const costs = new Float64Array(n + 1);

/** Of a landing at mast `from`, then none before the place. */
const through = (from, place) => costs[from] + (place - places[from]) ** 2;

// A Li Chao tree over the places: in each node the mast that is best in its middle.
const best = new Int32Array(4 * (n + 1)).fill(-1);
function put(given) {
  let mast = given;
  let node = 1;
  let low = 0;
  let high = n;
  for (;;) {
    if (best[node] === -1) {
      best[node] = mast;
      return;
    }
    const middle = (low + high) >> 1;
    if (through(mast, places[middle]) < through(best[node], places[middle])) {
      const worse = best[node];
      best[node] = mast;
      mast = worse;
    }
    if (low === high) return;
    if (through(mast, places[low]) < through(best[node], places[low])) {
      node = 2 * node;
      high = middle;
    } else if (through(mast, places[high]) < through(best[node], places[high])) {
      node = 2 * node + 1;
      low = middle + 1;
    } else return;
  }
}
function cheapest(mast) {
  let cost = Infinity;
  let node = 1;
  let low = 0;
  let high = n;
  while (node < best.length && best[node] !== -1) {
    cost = Math.min(cost, through(best[node], places[mast]));
    if (low === high) break;
    const middle = (low + high) >> 1;
    if (mast <= middle) {
      node = 2 * node;
      high = middle;
    } else {
      node = 2 * node + 1;
      low = middle + 1;
    }
  }
  return cost;
}

put(0);
for (let mast = 1; mast <= n; mast += 1) {
  costs[mast] = numbers[n + mast - 1] + cheapest(mast);
  put(mast);
}
console.log(String(costs[n]));
