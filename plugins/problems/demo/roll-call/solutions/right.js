const lines = require('node:fs').readFileSync(0, 'utf8').split('\n');
const [n, m] = lines[0].split(' ').map(Number);
const listed = lines.slice(1, 1 + n);
const heard = new Set(lines.slice(1 + n, 1 + n + m));

const missing = listed.filter((name) => !heard.has(name));
console.log(missing.length > 0 ? missing.join('\n') : 'everybody is here');
