const [first, word] = require('node:fs').readFileSync(0, 'utf8').trim().split(/\s+/);
const k = Number(first);
const most = 2 * word.length + 1;

// A suffix automaton; `count` is how often the parts of a state are heard.
const step = new Int32Array(most * 26).fill(-1);
const link = new Int32Array(most).fill(-1);
const length = new Int32Array(most);
const count = new Int32Array(most);
let size = 1;
let last = 0;
for (let at = 0; at < word.length; at += 1) {
  const letter = word.charCodeAt(at) - 97;
  const made = size++;
  length[made] = length[last] + 1;
  count[made] = 1;
  let state = last;
  for (; state !== -1 && step[state * 26 + letter] === -1; state = link[state]) step[state * 26 + letter] = made;
  if (state === -1) link[made] = 0;
  else {
    const to = step[state * 26 + letter];
    if (length[to] === length[state] + 1) link[made] = to;
    else {
      const clone = size++;
      step.copyWithin(clone * 26, to * 26, to * 26 + 26);
      link[clone] = link[to];
      length[clone] = length[state] + 1;
      for (; state !== -1 && step[state * 26 + letter] === to; state = link[state]) step[state * 26 + letter] = clone;
      link[to] = link[made] = clone;
    }
  }
  last = made;
}

let best = 0;
const states = Array.from({ length: size - 1 }, (_, index) => index + 1).sort((a, b) => length[b] - length[a]);
for (const state of states) {
  if (count[state] >= k) best = Math.max(best, length[state]);
  count[link[state]] += count[state];
}
console.log(best);
