import { measureClass } from './grading/measure-class.ts';
import { measureTelling } from './grading/measure-telling.ts';
import type { Report } from './report.ts';
import { withScratch } from './scratch.ts';

/** What those who teach wait for: a large class at work, its grades as a file, and the way from a verdict into the LMS. */
export default async function gradingBench(report: Report) {
  await withScratch(async (scratch) => {
    await measureTelling(scratch, report);
    await measureClass(scratch, report);
  });
}
