/** Of what judges offer: how it calls itself, the same for every reader, and how its files end. */
const facts: Readonly<Record<string, readonly [name: string, ending: string]>> = {
  python: ['Python', 'py'],
  javascript: ['JavaScript', 'js'],
  typescript: ['TypeScript', 'ts'],
  java: ['Java', 'java'],
  c: ['C', 'c'],
  cpp: ['C++', 'cpp'],
  csharp: ['C#', 'cs'],
  go: ['Go', 'go'],
  rust: ['Rust', 'rs'],
  kotlin: ['Kotlin', 'kt'],
  php: ['PHP', 'php'],
  ruby: ['Ruby', 'rb'],
  shell: ['Bash', 'sh'],
  assembly: ['Assembly', 'asm'],
  basic: ['Basic', 'bas'],
  clojure: ['Clojure', 'clj'],
  cobol: ['COBOL', 'cob'],
  'common-lisp': ['Common Lisp', 'lisp'],
  elixir: ['Elixir', 'exs'],
  erlang: ['Erlang', 'erl'],
  fortran: ['Fortran', 'f90'],
  fsharp: ['F#', 'fsx'],
  groovy: ['Groovy', 'groovy'],
  haskell: ['Haskell', 'hs'],
  lua: ['Lua', 'lua'],
  'objective-c': ['Objective-C', 'm'],
  ocaml: ['OCaml', 'ml'],
  octave: ['Octave', 'm'],
  pascal: ['Pascal', 'pas'],
  perl: ['Perl', 'pl'],
  'plain-text': ['Plain text', 'txt'],
  prolog: ['Prolog', 'pro'],
  r: ['R', 'r'],
  scala: ['Scala', 'scala'],
  sql: ['SQL', 'sql'],
  swift: ['Swift', 'swift'],
  'visual-basic-net': ['Visual Basic .NET', 'vb'],
};

const known = (id: string) => (Object.hasOwn(facts, id) ? facts[id]! : null);

/** `C++` for `cpp`; one that nobody knows by its id with a capital. */
export const languageName = (id: string): string => known(id)?.[0] ?? id.charAt(0).toUpperCase() + id.slice(1);

/** `solution.sh` for `shell`. Java wants its class to be called as its file. */
export const fileFor = (id: string, stem: string): string =>
  id === 'java' ? 'Main.java' : `${stem}.${known(id)?.[1] ?? 'txt'}`;

/** Whether a file has the name that we gave it for some language, and nobody chose it. */
export const isUsualFile = (path: string, stem: string): boolean =>
  Object.keys(facts).some((id) => fileFor(id, stem) === path);
