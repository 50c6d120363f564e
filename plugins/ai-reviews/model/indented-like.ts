/** Code that begins as far to the right as what it stands for: models leave out what all lines have in common. */
export function indentedLike(current: string, suggested: string): string {
  const missing = indentation(current).slice(indentation(suggested).length);
  return suggested
    .split('\n')
    .map((line) => (line.trim() ? missing + line : line))
    .join('\n');
}

/** Of the first line that says something. */
const indentation = (code: string) => /^[ \t]*(?=\S)/m.exec(code)?.[0] ?? '';
