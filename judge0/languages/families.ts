/** What we know of a language beyond what a judge says of it. */
export interface Family {
  /** Given to the compiler where the judge's command has a place for options. */
  readonly options: string;
  /** Behind the sources. */
  readonly libraries: string;
  /** Files with these endings are compiled together with the first one. */
  readonly sources: RegExp | null;
  /** Put behind the name of the interpreter; `{heapMb}` is the memory that is left for objects. */
  readonly flags: string;
  /** What the smallest program needs, with room to work: measured with an empty program and one that reads its input. */
  readonly floorKb: number;
}

const plain: Family = { options: '', libraries: '', sources: null, flags: '', floorKb: 32_000 };

/**
 * Compilers are kept from running code of a submission: no annotation processors, no cgo. The floors are what a
 * program that reads and writes a line used on Debian 12 (Python 3.11: 8 MB, Node 20: 40, OpenJDK 17: 34, gcc 12: 3), with room.
 */
export const families: Readonly<Record<string, Family>> = {
  python: { ...plain, floorKb: 16_000 },
  javascript: { ...plain, floorKb: 64_000 },
  typescript: { ...plain, options: '--target es2018 --module commonjs', floorKb: 64_000 },
  java: {
    ...plain,
    options: '-proc:none -encoding UTF-8',
    flags: '-Xmx{heapMb}m -Xss16m -XX:+UseSerialGC -XX:-UsePerfData',
    floorKb: 128_000,
  },
  c: { ...plain, options: '-O2 -std=gnu11', libraries: '-lm', sources: /\.c$/, floorKb: 8_000 },
  cpp: { ...plain, options: '-O2 -std=gnu++17', sources: /\.(cpp|cc|cxx)$/, floorKb: 8_000 },
  go: { ...plain, sources: /(?<!_test)\.go$/, floorKb: 16_000 },
  // Without symbols: with them the smallest program is larger than the file that a judge allows, 4 MB.
  rust: { ...plain, options: '-O -C link-arg=-s', floorKb: 8_000 },
};

export const familyOf = (name: string): Family => families[name] ?? plain;

const spelled: Readonly<Record<string, string>> = { 'c++': 'cpp', 'c#': 'csharp', 'f#': 'fsharp', bash: 'shell' };

/** `C++ (GCC 9.2.0)` is `cpp`, `Visual Basic.Net (vbnc …)` is `visual-basic-net`. */
export function familyName(judgeName: string): string {
  const word = judgeName
    .replace(/\s*\(.*$/, '')
    .trim()
    .toLowerCase();
  return spelled[word] ?? word.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
}
