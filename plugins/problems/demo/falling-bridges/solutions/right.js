const [n, m, ...ends] = require('node:fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const parent = Int32Array.from({ length: n + 1 }, (_, island) => island);

function rootOf(island) {
  while (parent[island] !== island) island = parent[island] = parent[parent[island]];
  return island;
}

let communities = n;
const answers = [];
for (let bridge = m - 1; bridge >= 0; bridge -= 1) {
  answers.push(communities);
  const one = rootOf(ends[2 * bridge]);
  const other = rootOf(ends[2 * bridge + 1]);
  if (one === other) continue;
  parent[one] = other;
  communities -= 1;
}
console.log(answers.reverse().join('\n'));
