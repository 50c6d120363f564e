/** What the driver measured of one run. */
export interface Frame {
  readonly why: 'exit' | 'cpu' | 'wall' | 'memory' | 'output';
  readonly exitCode: number;
  /** 0: none. */
  readonly signal: number;
  readonly cpuUs: number;
  readonly wallUs: number;
  readonly peakKb: number;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** Bytes that were written, of which `stdout` and `stderr` may be the beginning. */
  readonly written: { readonly stdout: number; readonly stderr: number };
}

export interface Frames {
  /** Of the first runs of the box, without a gap. */
  readonly frames: readonly Frame[];
  /**
   * `done`: all ran. `full`: the rest would not have had what it may use. `soiled`: something could not be removed.
   * `died`: the driver was ended before it could say so. `forged`: something stands there that it did not write.
   */
  readonly end: 'done' | 'full' | 'soiled' | 'died' | 'forged';
}

const reasons = ['exit', 'cpu', 'wall', 'memory', 'output'];

/** Reads what a box wrote. What does not begin with the key whose turn it is was not written by the driver. */
export function readFrames(bytes: Buffer, keys: readonly string[]): Frames {
  const frames: Frame[] = [];
  const endKey = keys.at(-1)!;
  let at = 0;
  while (at < bytes.length) {
    const stop = bytes.indexOf(10, at);
    if (stop < 0) return { frames, end: startsLikeKey(bytes.subarray(at), keys[frames.length]!, endKey) };
    const [key, ...words] = bytes.toString('latin1', at, stop).split(' ');
    if (key === endKey) return { frames, end: closing(words, stop + 1 === bytes.length) };
    if (frames.length === keys.length - 1 || key !== keys[frames.length]) return { frames, end: 'forged' };
    const found = frameAt(bytes, stop + 1, words);
    if (!found) return { frames, end: 'died' };
    frames.push(found.frame);
    at = found.next;
  }
  return { frames, end: 'died' };
}

/** The beginning of a line that was cut off is the driver's own when it is the beginning of the right key. */
function startsLikeKey(rest: Buffer, ...keys: readonly string[]) {
  const text = rest.toString('latin1');
  return keys.some((key) => (text.length < key.length ? key.startsWith(text) : text.startsWith(key)))
    ? 'died'
    : 'forged';
}

function closing([word]: readonly string[], isLast: boolean) {
  return isLast && (word === 'done' || word === 'full' || word === 'soiled') ? word : 'forged';
}

function frameAt(bytes: Buffer, start: number, words: readonly string[]) {
  const [why = '', ...figures] = words;
  const numbers = figures.map(Number);
  if (numbers.length !== 9 || !numbers.every(Number.isSafeInteger) || !reasons.includes(why)) return null;
  const [exitCode, signal, cpuUs, wallUs, peakKb, outLength, outWritten, errLength, errWritten] = numbers as Nine;
  const middle = start + outLength;
  const end = middle + errLength;
  if (end + 1 > bytes.length) return null;
  const written = { stdout: outWritten, stderr: errWritten };
  const texts = { stdout: bytes.subarray(start, middle), stderr: bytes.subarray(middle, end) };
  return {
    frame: { why: why as Frame['why'], exitCode, signal, cpuUs, wallUs, peakKb, ...texts, written },
    next: end + 1,
  };
}

type Nine = [number, number, number, number, number, number, number, number, number];
