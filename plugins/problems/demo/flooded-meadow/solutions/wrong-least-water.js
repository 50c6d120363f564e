const [height, width, ...depth] = require('node:fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const sum = new Array(height * width).fill(Infinity);
const deepest = new Array(height * width).fill(0);
const open = [0];
sum[0] = deepest[0] = depth[0];
// The way with the least water in all, which is another question.
for (let next = 0; next < open.length; next += 1) {
  const field = open[next];
  const column = field % width;
  const step = (to) => {
    if (sum[field] + depth[to] >= sum[to]) return;
    sum[to] = sum[field] + depth[to];
    deepest[to] = Math.max(deepest[field], depth[to]);
    open.push(to);
  };
  if (field >= width) step(field - width);
  if (field + width < height * width) step(field + width);
  if (column > 0) step(field - 1);
  if (column < width - 1) step(field + 1);
}
console.log(deepest[height * width - 1]);
