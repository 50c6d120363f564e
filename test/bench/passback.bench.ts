import { measureRoster } from './lti/measure-roster.ts';
import { measureScores } from './lti/measure-scores.ts';
import type { Report } from './report.ts';
import { withScratch } from './scratch.ts';

/** What passes between us and an LMS besides launches. Each measurement is a file in `test/bench/lti`. */
export default async function passbackBench(report: Report) {
  await withScratch(async (scratch) => {
    await measureScores(scratch, report);
    await measureRoster(scratch, report);
  });
}
