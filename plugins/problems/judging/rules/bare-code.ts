/** What comments and strings look like. */
interface Lexis {
  readonly line: readonly string[];
  readonly block: readonly (readonly [string, string])[];
  /** Longest first. A backslash takes the next letter along. */
  readonly strings: readonly string[];
}

const likeC: Lexis = { line: ['//'], block: [['/*', '*/']], strings: ['"', "'"] };
const likeShell: Lexis = { line: ['#'], block: [], strings: ['"', "'"] };

const lexes: Readonly<Record<string, Lexis>> = {
  python: { ...likeShell, strings: ['"""', "'''", '"', "'"] },
  ruby: likeShell,
  perl: likeShell,
  shell: likeShell,
  r: likeShell,
  sql: { line: ['--'], block: [['/*', '*/']], strings: ["'"] },
  haskell: { line: ['--'], block: [['{-', '-}']], strings: ['"'] },
  lua: { line: ['--'], block: [['--[[', ']]']], strings: ['"', "'"] },
  // A lifetime looks like the beginning of a character.
  rust: { ...likeC, strings: ['"'] },
  java: { ...likeC, strings: ['"""', '"', "'"] },
  javascript: { ...likeC, strings: ['"', "'", '`'] },
  typescript: { ...likeC, strings: ['"', "'", '`'] },
  go: { ...likeC, strings: ['"', "'", '`'] },
};

/**
 * Code with a blank for each comment and string. It reads letters, not grammar: what stands in `${…}` of a template counts as
 * string, a quote in a regular expression of JavaScript begins one, and raw strings of C++ and Rust may end too early.
 */
export function bareCode(content: string, language: string): string {
  const lexis = lexes[language] ?? likeC;
  const bare: string[] = [];
  for (let at = 0; at < content.length;) {
    const end = skipped(content, at, lexis);
    bare.push(end > at ? ' ' : content[at]!);
    at = Math.max(end, at + 1);
  }
  return bare.join('');
}

/** Where the comment or string that begins here ends; the same place where none does. */
function skipped(text: string, at: number, { line, block, strings }: Lexis): number {
  const begins = (mark: string) => text.startsWith(mark, at);
  const pair = block.find(([open]) => begins(open));
  if (pair) return behind(text, pair[1], at + pair[0].length);
  if (line.some(begins)) return before(text, '\n', at);
  const quote = strings.find(begins);
  return quote ? stringEnd(text, quote, at + quote.length) : at;
}

function stringEnd(text: string, quote: string, from: number) {
  const isLong = quote.length > 1 || quote === '`';
  for (let at = from; at < text.length; at += text[at] === '\\' ? 2 : 1) {
    if (text.startsWith(quote, at)) return at + quote.length;
    if (!isLong && text[at] === '\n') return at;
  }
  return text.length;
}

function behind(text: string, mark: string, from: number) {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}

function before(text: string, mark: string, from: number) {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at;
}
