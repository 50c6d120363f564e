/** A program as it is sent, and whether anything of it stayed here. */
export interface Numbered {
  readonly lines: string;
  readonly isShortened: boolean;
}

/**
 * Puts its number before each line, so that a model can name it. To save tokens, of blank lines in a row one is left, and of a block
 * comment of more than three lines that it was there [H1-15]; the numbers of what follows stay what they are.
 */
export function numberLines(text: string): Numbered {
  const lines = text.split('\n');
  const comments = longComments(lines);
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    const end = comments.get(at);
    const isBlankAgain = at > 0 && line.trim() === '' && lines[at - 1]!.trim() === '';
    if (!isBlankAgain) kept.push(`${at + 1}| ${end === undefined ? line : `${indentOf(line)}/* comment */`}`);
    at = end ?? at;
  }
  return { lines: kept.join('\n'), isShortened: kept.length < lines.length };
}

const indentOf = (line: string) => line.slice(0, line.length - line.trimStart().length);

/** Lines of a comment that says what the code beside it does. */
const longestComment = 3;

/** The first and the last line of each long block comment that has its lines for itself. */
function longComments(lines: readonly string[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  let begun: number | null = null;
  let isText = false;
  for (const [at, line] of lines.entries()) {
    const begins: boolean = begun === null && !isText && line.trimStart().startsWith('/*');
    if (begins) begun = at;
    if (begun === null) isText = leavesText(line, isText);
    else if (line.lastIndexOf('*/') > (begins ? line.indexOf('/*') : -1)) {
      if (at - begun >= longestComment && line.trimEnd().endsWith('*/')) found.set(begun, at);
      begun = null;
    }
  }
  return found;
}

/** Whether a text of several lines, between backticks or three quotes, is open where the line ends. */
const leavesText = (line: string, isText: boolean): boolean =>
  ((line.match(/`|"""|'''/g) ?? []).length % 2 === 1) !== isText;
