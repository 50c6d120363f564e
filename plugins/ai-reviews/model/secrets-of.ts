import { readJudged } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';

/**
 * What only the hidden tests of a problem hold: whole inputs and expectations, and their lines. A value that stands in the
 * statement, in a sample or in the program itself gives nothing away, and neither does one of two letters. Never stored or sent.
 */
export async function secretsOf(scope: Scope, work: ReviewedWork): Promise<readonly string[]> {
  const { tests } = await readJudged(scope, work.versionId);
  const { title, statement, inputFormat, outputFormat, constraints, samples } = work.statement;
  const words = [title, statement, inputFormat, outputFormat, constraints, samples];
  const open = JSON.stringify([words, work.files, work.compileOutput, work.tests.map(({ stderr }) => stderr)]);
  const values = tests
    .filter(({ visibility }) => visibility === 'hidden')
    .flatMap(({ stdin, args, expected, arguments: given }) => [
      stdin,
      expected ?? '',
      ...args,
      ...given.map((value) => JSON.stringify(value)),
    ])
    .flatMap((text) => [text.trim(), ...text.split('\n').map((line) => line.trim())])
    .filter((value) => value.length >= 3 && !open.includes(JSON.stringify(value).slice(1, -1)));
  return [...new Set(values)];
}
