const [kinds, total, ...numbers] = require('node:fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const last = new Int16Array(total + 1).fill(-1);
for (let cents = 1; cents <= total; cents += 1)
  for (let kind = 0; kind < kinds; kind += 1) {
    const rest = cents - numbers[2 * kind];
    if (numbers[2 * kind + 1] > 0 && rest >= 0 && (rest === 0 || last[rest] !== -1)) last[cents] = kind;
  }
if (total > 0 && last[total] === -1) console.log('impossible');
else {
  const paid = new Array(kinds).fill(0);
  for (let left = total; left > 0; left -= numbers[2 * last[left]]) paid[last[left]] += 1;
  console.log(paid.join(' '));
}
