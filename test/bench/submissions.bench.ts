import type { Report } from './report.ts';
import { measureBurst } from './submissions/measure-burst.ts';
import { measureLargeTables } from './submissions/measure-large-tables.ts';
import { measureOverhead } from './submissions/measure-overhead.ts';
import { measureWorkspace } from './submissions/measure-workspace.ts';

/**
 * From handing in to the verdict: our own share, a deadline, the page on which people work, and tables with a million rows.
 * `--students 100` shortens the deadline, `--rows 100000` the tables, `--turns 50` the first; `--only burst` takes one of
 * `overhead`, `burst`, `workspace` and `tables`.
 */
export default async function bench(report: Report, words: string[]): Promise<void> {
  const option = (name: string, otherwise: string) =>
    words.includes(name) ? (words[words.indexOf(name) + 1] ?? otherwise) : otherwise;
  const only = option('--only', '');
  if (!['', 'overhead', 'workspace', 'tables', 'burst'].includes(only)) throw new Error(`there is no part ${only}`);
  const isWanted = (part: string) => only === '' || only === part;
  if (isWanted('overhead')) await measureOverhead(report, Number(option('--turns', '200')));
  if (isWanted('workspace')) await measureWorkspace(report);
  if (isWanted('tables')) await measureLargeTables(report, Number(option('--rows', '1000000')));
  if (isWanted('burst')) await measureBurst(report, Number(option('--students', '1000')));
}
