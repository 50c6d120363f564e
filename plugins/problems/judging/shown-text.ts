/** How much of what a program wrote is kept. */
export const shownBytes = { stdout: 64_000, stderr: 16_000 } as const;

/** The beginning as text that every database takes: zero bytes as their picture, half a letter at the end left out. */
export function shownText(bytes: Buffer, most: number): string {
  if (bytes.length <= most) return bytes.toString('utf8').replaceAll('\0', '␀');
  let end = most;
  while (end > most - 4 && (bytes[end]! & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end).toString('utf8').replaceAll('\0', '␀');
}

/** A few words of a longer text, in one line, for a sentence. */
export function excerpt(text: string, most = 120): string {
  const short = text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text;
  return short.replaceAll('\0', '␀').replaceAll('\n', '⏎').replaceAll('\r', '');
}
