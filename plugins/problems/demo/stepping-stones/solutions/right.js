const modulus = 1_000_000_007;
const [n, k, , ...covered] = require('node:fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const mossy = new Uint8Array(n + 2);
for (const stone of covered) mossy[stone] = 1;

const ways = new Int32Array(n + 2);
ways[0] = 1;
let window = 1;
for (let place = 1; place <= n + 1; place += 1) {
  if (!mossy[place]) ways[place] = window;
  window += ways[place];
  if (place >= k) window += modulus - ways[place - k];
  window %= modulus;
}
console.log(ways[n + 1]);
