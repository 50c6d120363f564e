const [n, ...readings] = require('node:fs').readFileSync(0, 'utf8').trim().split(/\s+/).map((word) => parseInt(word, 10));
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const mean = sum(readings) / n;
const spread = Math.sqrt(sum(readings.map((reading) => (reading - mean) ** 2)) / n);
console.log(`${mean.toFixed(9)}\n${spread.toFixed(9)}`);
