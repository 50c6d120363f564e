const lines = require('node:fs').readFileSync(0, 'utf8').split('\n');
const [n, m] = lines[0].split(' ').map(Number);
const listed = lines.slice(1, 1 + n);
const heard = lines.slice(1 + n, 1 + n + m);

// Who of `listed` is missing?
