const [guests, each, pot] = require('node:fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(BigInt);
const cups = guests * each;
const pots = (cups + pot - 1n) / pot;
console.log(`${pots} ${pots * pot - cups}`);
