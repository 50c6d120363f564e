type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

/** How deep lists and objects may stand in each other. */
const mostDepth = 500;

/** One JSON value; whole numbers too large for a double stay whole. Null for what is none, or is nested too deep. */
export function readJson(text: string): { readonly value: unknown } | null {
  if (depthOf(text) > mostDepth) return null;
  try {
    return { value: JSON.parse(text, wholeNumbers as (key: string, value: unknown) => unknown) };
  } catch {
    return null;
  }
}

const wholeNumbers: Reviver = (_key, value, { source = '' }) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? BigInt(source) : value;

/** At most; brackets in strings count, which only matters for absurd ones. */
function depthOf(text: string) {
  let [depth, most] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!;
    if (letter === '[' || letter === '{') most = Math.max(most, (depth += 1));
    else if (letter === ']' || letter === '}') depth -= 1;
  }
  return most;
}
