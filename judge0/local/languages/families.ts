/** How a language of Judge0 is found and run on this machine. */
export interface Family {
  readonly id: number;
  /** With the version in place of `?`. */
  readonly name: string;
  /** All have to be there. */
  readonly programs: readonly string[];
  /** Prints the version; null when there is none to know. */
  readonly versionCommand: string | null;
  readonly version: RegExp;
  readonly sourceFile: string;
  readonly compile: string | null;
  readonly run: string;
}

const anyVersion = /(\d+(?:\.\d+)+)/;

const family = (
  id: number,
  name: string,
  sourceFile: string,
  commands: { versionCommand: string | null; compile?: string; run: string; version?: RegExp; programs?: string[] },
): Family => ({
  id,
  name,
  sourceFile,
  versionCommand: commands.versionCommand,
  version: commands.version ?? anyVersion,
  programs: commands.programs ?? [firstWord(commands.compile ?? commands.run), firstWord(commands.run)],
  compile: commands.compile ?? null,
  run: commands.run,
});

const firstWord = (command: string) => command.split(' ').find((word) => !word.includes('=')) ?? '';

/** Under the ids of Judge0 CE 1.13.1, of each family the newest. */
export const families: readonly Family[] = [
  family(45, 'Assembly (NASM ?)', 'main.asm', {
    versionCommand: 'nasm -v',
    compile: 'nasm -f elf64 %s main.asm -o main.o && ld main.o -o a.out',
    run: './a.out',
    programs: ['nasm', 'ld'],
  }),
  family(46, 'Bash (?)', 'script.sh', { versionCommand: 'bash --version', run: '/bin/bash script.sh' }),
  family(50, 'C (GCC ?)', 'main.c', {
    versionCommand: 'gcc -dumpfullversion',
    compile: 'gcc %s main.c',
    run: './a.out',
  }),
  family(54, 'C++ (GCC ?)', 'main.cpp', {
    versionCommand: 'g++ -dumpfullversion',
    compile: 'g++ %s main.cpp',
    run: './a.out',
  }),
  family(75, 'C (Clang ?)', 'main.c', {
    versionCommand: 'clang --version',
    compile: 'clang %s main.c',
    run: './a.out',
  }),
  family(76, 'C++ (Clang ?)', 'main.cpp', {
    versionCommand: 'clang++ --version',
    compile: 'clang++ %s main.cpp',
    run: './a.out',
  }),
  family(51, 'C# (Mono ?)', 'Main.cs', {
    versionCommand: 'mono --version',
    compile: 'mcs %s Main.cs',
    run: 'mono Main.exe',
  }),
  family(77, 'COBOL (GnuCOBOL ?)', 'main.cob', {
    versionCommand: 'cobc --version',
    compile: 'cobc -free -x %s main.cob',
    run: './main',
  }),
  family(55, 'Common Lisp (SBCL ?)', 'script.lisp', {
    versionCommand: 'sbcl --version',
    run: 'sbcl --script script.lisp',
  }),
  family(57, 'Elixir (?)', 'script.exs', {
    versionCommand: 'elixir --version',
    version: /Elixir (\S+)/,
    run: 'elixir script.exs',
  }),
  family(59, 'Fortran (GFortran ?)', 'main.f90', {
    versionCommand: 'gfortran -dumpfullversion',
    compile: 'gfortran %s main.f90',
    run: './a.out',
  }),
  family(60, 'Go (?)', 'main.go', {
    versionCommand: 'go version',
    compile: 'GOCACHE=/tmp/go GOFLAGS=-p=1 go build %s -o main main.go',
    run: './main',
    programs: ['go'],
  }),
  family(61, 'Haskell (GHC ?)', 'main.hs', {
    versionCommand: 'ghc --version',
    compile: 'ghc %s main.hs',
    run: './main',
  }),
  family(62, 'Java (OpenJDK ?)', 'Main.java', {
    versionCommand: 'javac -version',
    compile: 'javac -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC %s Main.java',
    run: 'java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 Main',
  }),
  family(63, 'JavaScript (Node.js ?)', 'script.js', { versionCommand: 'node --version', run: 'node script.js' }),
  family(78, 'Kotlin (?)', 'Main.kt', {
    versionCommand: 'kotlinc -version',
    compile: 'kotlinc %s Main.kt',
    run: 'kotlin MainKt',
  }),
  family(64, 'Lua (?)', 'script.lua', { versionCommand: 'lua -v', run: 'lua script.lua' }),
  family(65, 'OCaml (?)', 'main.ml', {
    versionCommand: 'ocamlc -version',
    compile: 'ocamlc %s main.ml',
    run: './a.out',
  }),
  family(66, 'Octave (?)', 'script.m', {
    versionCommand: 'octave-cli --version',
    run: 'octave-cli -q --no-gui --no-history script.m',
  }),
  family(67, 'Pascal (FPC ?)', 'main.pas', { versionCommand: 'fpc -iV', compile: 'fpc %s main.pas', run: './main' }),
  family(85, 'Perl (?)', 'script.pl', { versionCommand: 'perl -e "print $^V"', run: 'perl script.pl' }),
  family(68, 'PHP (?)', 'script.php', { versionCommand: 'php --version', run: 'php script.php' }),
  family(69, 'Prolog (GNU Prolog ?)', 'main.pro', {
    versionCommand: 'gplc --version',
    compile: 'gplc --no-top-level %s main.pro',
    run: './main',
  }),
  family(71, 'Python (?)', 'script.py', { versionCommand: 'python3 --version', run: '/usr/bin/python3 script.py' }),
  family(80, 'R (?)', 'script.r', { versionCommand: 'Rscript --version', run: 'Rscript script.r' }),
  family(72, 'Ruby (?)', 'script.rb', { versionCommand: 'ruby --version', run: 'ruby script.rb' }),
  family(73, 'Rust (?)', 'main.rs', {
    versionCommand: 'rustc --version',
    compile: 'rustc -C link-arg=-s %s main.rs',
    run: './main',
  }),
  family(82, 'SQL (SQLite ?)', 'script.sql', {
    versionCommand: 'sqlite3 --version',
    run: '/bin/cat script.sql | sqlite3 db.sqlite',
    programs: ['sqlite3'],
  }),
  family(74, 'TypeScript (?)', 'script.ts', {
    versionCommand: 'tsc --version',
    compile: 'tsc %s script.ts',
    run: 'node script.js',
  }),
  family(43, 'Plain Text', 'text.txt', { versionCommand: null, run: '/bin/cat text.txt' }),
  family(44, 'Executable', 'a.out', { versionCommand: null, run: './a.out', programs: [] }),
];
