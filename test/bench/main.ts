import path from 'node:path';
import { globSync } from 'node:fs';
import { reporter, type Report } from './report.ts';

/** `npm run bench -- <name>`: one JSON object a line, exit code 0 only when every line is ok. */
const names = globSync('*.bench.ts', { cwd: import.meta.dirname }).map((file) => path.basename(file, '.bench.ts'));
const [name = '', ...words] = process.argv.slice(2);

if (!names.includes(name)) {
  process.stderr.write(`npm run bench -- <name>, one of: ${names.toSorted().join(', ')}\n`);
  process.exitCode = 2;
} else {
  const { report, failed } = reporter((line) => process.stdout.write(`${line}\n`));
  const { default: bench } = (await import(`./${name}.bench.ts`)) as {
    default: (report: Report, words: string[]) => Promise<void>;
  };
  await bench(report, words);
  process.exitCode = failed() ? 1 : 0;
}
