import type { ChosenLink } from '#lti';
import { allowProblem } from '#plugins/problems';
import { invalid } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { deepLinkKind } from '../deep-link.ts';
import { makeAssignment } from '../make-assignment.ts';
import { courseDates, orderProblems, windowDates } from '../settings/course-dates.ts';
import type { LinksInput } from './links-input.ts';
import type { Request } from './select-request.ts';

type Link = LinksInput['links'][number];

/**
 * The assignments of a choice, which wait for their links to be launched, and what the LMS gets for them. Throws DomainError
 * `invalid` for several links where it takes one, dates out of order, and problems that the actor may not choose.
 */
export async function makeLinks(scope: Scope, row: Request, { links }: LinksInput): Promise<readonly ChosenLink[]> {
  if (links.length > 1 && row.settings.accept_multiple !== true)
    throw invalid({ field: 'links', key: 'assignments.error.onlyOneLink' });
  const made: ChosenLink[] = [];
  for (const [index, link] of links.entries())
    made.push(await makeLink(scope, row, { link, prefix: `links.${index}.` }));
  return made;
}

async function makeLink(
  scope: Scope,
  { courseId, courseTimeZone: timeZone }: Request,
  { link, prefix }: { readonly link: Link; readonly prefix: string },
): Promise<ChosenLink> {
  const dates = courseDates(link, windowDates, { timeZone, prefix });
  const problems = [...orderProblems(dates, prefix), ...(await unchoosable(scope, link, prefix))];
  if (problems.length > 0) throw invalid(...problems);
  const { title } = link;
  const worth = link.problems.map(({ id, points }) => ({ problemId: id, points }));
  const assignment = await makeAssignment(scope, { ...dates, courseId, title, problems: worth, ...awaiting });
  if (!assignment) throw invalid({ field: `${prefix}problems.0.id`, key: 'assignments.error.notPublished' });
  const { releaseAt, dueAt } = dates;
  return {
    item: `${deepLinkKind}.${assignment.id}`,
    title,
    text: null,
    made: {
      lineItem: { scoreMaximum: sum(link), label: title, tag: 'grade' },
      // Nothing closes it: after the time everything can be read.
      ...(releaseAt ? { available: { startDateTime: releaseAt } } : {}),
      ...(releaseAt || dueAt ? { submission: { startDateTime: releaseAt, endDateTime: dueAt } } : {}),
    },
  };
}

async function unchoosable(scope: Scope, { problems }: Link, prefix: string) {
  const refused: { field: string; key: string }[] = [];
  for (const [index, { id }] of problems.entries())
    if (!(await allowProblem(scope, id))?.versionId)
      refused.push({ field: `${prefix}problems.${index}.id`, key: 'assignments.error.notPublished' });
  return refused;
}

/** Which of them the LMS makes, its first launches tell. */
const awaiting = { resourceLinkId: null, isAwaitingLink: true };

const sum = ({ problems }: Link) => problems.reduce((total, { points }) => total + points, 0);
