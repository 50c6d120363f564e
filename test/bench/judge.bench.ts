import type { Report } from './report.ts';
import { measureSandbox } from './judge/sandbox.ts';
import { measureSubmissions } from './judge0/measure-submissions.ts';

/** Programs in boxes beside the same programs as plain processes. `--submissions 1000` shortens the long part, `--minutes 10` makes it last. */
export default async function bench(report: Report, words: string[]): Promise<void> {
  await measureSubmissions(report);
  const option = (name: string, otherwise: number) =>
    words.includes(name) ? Number(words[words.indexOf(name) + 1]) : otherwise;
  await measureSandbox(report, option('--submissions', 10_000), option('--minutes', 0));
}
