/** One line for whoever keeps the judge's log. Standard output carries nothing but the address. */
export function say(sentence: string): void {
  process.stderr.write(`[judge] ${sentence}\n`);
}
