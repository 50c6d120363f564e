import { faultOf, namedLine, type ReviewedWork } from '#plugins/ai-reviews';
import type { TestFault } from './test-fault.ts';

export interface Place {
  readonly file: string;
  readonly lineStart: number;
  readonly lineEnd: number;
}

const writes =
  /\b(print|println|printf|puts|cout|console\.log|System\.out|Console\.Write\w*|fmt\.Print\w*|fmt\.Fprint\w*)\b/;
const reads =
  /\b(input|stdin|readline|readLine|nextInt|nextLine|Scanner|scanf|cin|getline|ReadLine|bufio|readFileSync|fmt\.Scan\w*|fmt\.Fscan\w*)\b/;

/**
 * Where in a program to look first: at what the compiler or the crash names; where time runs out, at the innermost lines; where
 * an answer is wrong, at what writes it; otherwise at what reads the input. Null for a program without any of these.
 */
export function placeInCode(work: ReviewedWork, fault: TestFault | null): Place | null {
  const named = saidPlace(work, fault);
  if (named) return named;
  const lines = linesIn(work);
  if (fault === 'timeLimit' || fault === 'memoryLimit' || fault === 'outputLimit') return innermost(lines);
  if (fault === null) return first(lines.filter(({ text }) => reads.test(text)));
  return first(lines.filter(({ text }) => writes.test(text)).toReversed()) ?? innermost(lines);
}

function saidPlace({ compileOutput, tests, files }: ReviewedWork, fault: TestFault | null): Place | null {
  const crash = tests.find(({ isHidden, stderr }) => !isHidden && stderr !== '');
  const named = namedLine(fault === 'compile' ? compileOutput : (crash?.stderr ?? ''), files);
  const line = fault === 'runtimeError' && !named && crash?.line ? { file: files[0]!.path, line: crash.line } : named;
  return line && { file: line.file, lineStart: line.line, lineEnd: line.line };
}

interface Line {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

const linesIn = ({ files }: ReviewedWork): Line[] =>
  files.flatMap(({ path: file, content }) =>
    content.split('\n').map((text, index) => ({ file, text, line: index + 1 })),
  );

const first = ([line]: readonly Line[]): Place | null =>
  line ? { file: line.file, lineStart: line.line, lineEnd: line.line } : null;

const depthOf = ({ text }: Line) => /^\s*/.exec(text.replaceAll('\t', '    '))![0].length;
const isCode = ({ text }: Line) => /\w/.test(text) && !/^\s*(#|\/\/|\*|\/\*)/.test(text);

/** The deepest line, and the ones above and below it that stand as deep. */
function innermost(lines: readonly Line[]): Place | null {
  const code = lines.filter(isCode);
  const deepest = code.reduce<Line | null>((a, b) => (a && depthOf(a) >= depthOf(b) ? a : b), null);
  if (!deepest || depthOf(deepest) === 0) return null;
  const from = code.indexOf(deepest);
  const length = code.slice(from).findIndex((line) => depthOf(line) !== depthOf(deepest) || line.file !== deepest.file);
  const last = code[length < 0 ? code.length - 1 : from + length - 1]!;
  return { file: deepest.file, lineStart: deepest.line, lineEnd: last.line };
}

/** What a compiler or a crash complains of, as a text; null for what we have no advice for. */
export function faultText(work: ReviewedWork) {
  const fault = faultOf(work);
  return fault && { key: `ai-reviews.basic.fault.${fault}`, parameters: {} };
}
