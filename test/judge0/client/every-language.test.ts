import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execute } from '../../../judge0/execute.ts';
import { chooseLanguage } from '../../../judge0/languages/choose-language.ts';
import { openLocal, type LocalClient } from '../../support/judge0/local-judge.ts';
import { aRequest, aRun, texts } from '../../support/judge0/open-client.ts';

let local: LocalClient;
beforeAll(async () => {
  local = await openLocal();
}, 120_000);
afterAll(() => local.close());

/** Each doubles a number of its input, in its own words. */
const programs: Readonly<Record<string, string>> = {
  python: 'print(2 * int(input()))',
  javascript: "console.log(2 * Number(require('fs').readFileSync(0, 'utf8')))",
  typescript: "import * as fs from 'fs';\nconst n: number = Number(fs.readFileSync(0, 'utf8'));\nconsole.log(2 * n);\n",
  java: 'public class Main { public static void main(String[] a) { System.out.println(2 * new java.util.Scanner(System.in).nextInt()); } }',
  c: '#include <stdio.h>\nint main(void) { int n; scanf("%d", &n); printf("%d\\n", 2 * n); }',
  cpp: '#include <iostream>\nint main() { int n; std::cin >> n; std::cout << 2 * n << "\\n"; }',
  go: 'package main\nimport "fmt"\nfunc main() { var n int; fmt.Scan(&n); fmt.Println(2 * n) }',
  rust: 'fn main() { let mut s = String::new(); std::io::stdin().read_line(&mut s).unwrap(); println!("{}", 2 * s.trim().parse::<i32>().unwrap()); }',
};

describe('a program in', () => {
  it.each(Object.keys(programs))(
    '%s runs where the judge has the language, and is refused where it has not [CON-48] [CON-49]',
    async (language) => {
      const { languages } = await local.judges.judges[0]!.facts();
      const limits = { cpuMs: 5_000, wallMs: 10_000, memoryKb: 256_000 };
      const asked = execute(
        local.judges,
        aRequest(programs[language]!, [aRun('21\n', limits), aRun('-4\n', limits)], { language }),
      );
      if (chooseLanguage(languages, language) === null)
        return expect(asked).rejects.toMatchObject({ status: 422, fields: [{ field: 'language' }] });
      const { compile, runs } = await asked;
      expect([compile.output, ...texts(runs)]).toEqual(['', '42\n', '-8\n']);
    },
    120_000,
  );

  it('C++ is compiled once, also when each run has a box of its own [F2-16]', async () => {
    // The compiler writes when it ran, to the second.
    const program = '#include <cstdio>\n#include <unistd.h>\nint main() { puts(__TIME__); usleep(1100000); }';
    const request = aRequest(program, [aRun(), aRun(), aRun()], { language: 'cpp', isolation: 'perRun' });
    const { runs } = await execute(local.judges, request);
    const [first, ...others] = texts(runs);
    expect(first).toMatch(/^\d\d:\d\d:\d\d\n$/);
    expect(others).toEqual([first, first]);
  }, 120_000);
});
