const [guests, each, pot] = require('node:fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const cups = guests * each;
const pots = Math.ceil(cups / pot);
console.log(`${pots} ${pots * pot - cups}`);
