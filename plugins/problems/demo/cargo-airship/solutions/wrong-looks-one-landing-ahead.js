const [n, ...numbers] = require('node:fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const fees = numbers.slice(n);
let cost = 0;
let flown = 0;
// Lands wherever flying on to the next mast would cost more than landing here.
for (let mast = 0; mast < n; mast += 1) {
  flown += numbers[mast];
  const next = numbers[mast + 1];
  const on = next === undefined ? Infinity : (flown + next) ** 2;
  const landed = next === undefined ? 0 : flown ** 2 + fees[mast] + next ** 2;
  if (landed > on) continue;
  cost += flown ** 2 + fees[mast];
  flown = 0;
}
console.log(cost);
