const [n, m, ...ends] = require('node:fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const parent = Int32Array.from({ length: n + 1 }, (_, island) => island);
const rootOf = (island) => (parent[island] === island ? island : rootOf(parent[island]));

// A second bridge between the same islands takes the place of the first.
const bridges = new Map();
for (let bridge = 0; bridge < m; bridge += 1) bridges.set(`${ends[2 * bridge]} ${ends[2 * bridge + 1]}`, bridge);
let communities = n;
const answers = [];
for (const [islands] of [...bridges].reverse()) {
  answers.push(communities);
  const [one, other] = islands.split(' ').map((island) => rootOf(Number(island)));
  if (one === other) continue;
  parent[one] = other;
  communities -= 1;
}
console.log(answers.reverse().join('\n'));
