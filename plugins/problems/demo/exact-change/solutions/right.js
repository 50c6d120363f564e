const [kinds, total, ...numbers] = require('node:fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);

// used[i][s]: the fewest coins of kind i with which the kinds up to i pay s; -1 if they cannot.
const used = [];
let before = new Int16Array(total + 1).fill(-1);
before[0] = 0;
for (let kind = 0; kind < kinds; kind += 1) {
  const value = numbers[2 * kind];
  const held = numbers[2 * kind + 1];
  const now = before.map((count) => (count === -1 ? -1 : 0));
  for (let cents = value; cents <= total; cents += 1) {
    const count = now[cents - value];
    if (now[cents] === -1 && count !== -1 && count < held) now[cents] = count + 1;
  }
  used.push(now);
  before = now;
}

if (before[total] === -1) console.log('impossible');
else {
  const paid = [];
  let left = total;
  for (let kind = kinds - 1; kind >= 0; kind -= 1) {
    paid.unshift(used[kind][left]);
    left -= used[kind][left] * numbers[2 * kind];
  }
  console.log(paid.join(' '));
}
