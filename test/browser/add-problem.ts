import { eventually } from '../support/app.ts';
import type { Activity, PracticeLms } from '../support/lms/index.ts';
import type { WatchedPage } from '../support/watch-page.ts';
import { frameWith } from './frame-with.ts';
import type { LaunchedTool } from './open-launched-tool.ts';

export interface Added {
  readonly lms: PracticeLms;
  readonly title: string;
  readonly points: string;
  /** When the picker has come back with what was chosen. */
  readonly seen?: () => Promise<unknown>;
}

/** The teacher adds a problem, for so many points, by the picker of the LMS. */
export async function addProblem(
  { page }: WatchedPage,
  { address }: LaunchedTool,
  { lms, title, points, seen }: Added,
): Promise<Activity> {
  await page.goto(lms.address + lms.choosePath(lms.courses.programming, lms.tools[0]!, lms.people.teacher));
  const frame = await frameWith(page, address, 'button:has-text("Choose")');
  await frame.click(`li:has-text("${title}") button:has-text("Choose")`);
  await seen?.();
  await frame.click('a:has-text("Titles, points, dates")');
  await frame.fill('[name="links.0.problems.0.points"]', points);
  await frame.click('button:has-text("Add to the course")');
  return eventually(async () => lms.activities.find((activity) => activity.title === title), 20);
}
