const [first, word] = require('node:fs').readFileSync(0, 'utf8').trim().split(/\s+/);
const k = Number(first);
const times = new Map();
let best = 0;
for (let start = 0; start < word.length; start += 1)
  for (let end = start + 1; end <= word.length; end += 1) {
    const part = word.slice(start, end);
    times.set(part, (times.get(part) ?? 0) + 1);
    if (times.get(part) >= k) best = Math.max(best, part.length);
  }
console.log(best);
