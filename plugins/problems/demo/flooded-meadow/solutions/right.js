const [height, width, ...depth] = require('node:fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const last = height * width - 1;

/** Whether boots so high bring us to the last field. */
function suffice(boots) {
  if (depth[0] > boots) return false;
  const seen = new Uint8Array(height * width);
  const open = [0];
  seen[0] = 1;
  const visit = (field) => {
    if (seen[field] || depth[field] > boots) return;
    seen[field] = 1;
    open.push(field);
  };
  while (open.length > 0) {
    const field = open.pop();
    const column = field % width;
    if (field >= width) visit(field - width);
    if (field + width <= last) visit(field + width);
    if (column > 0) visit(field - 1);
    if (column < width - 1) visit(field + 1);
  }
  return seen[last] === 1;
}

let low = 0;
let high = 999;
while (low < high) {
  const middle = (low + high) >> 1;
  if (suffice(middle)) high = middle;
  else low = middle + 1;
}
console.log(low);
