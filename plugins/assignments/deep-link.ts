import { deepLinkItem, type DeepLinkSearch } from '#lti';
import { allowProblem } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import { usualPoints } from './make-assignment.ts';

/** What a link of ours says it was chosen for, before the problem's id. */
export const deepLinkKind = 'assignments';

/** Published problems, which instructors add to their course in the LMS. */
export const problemLinks = deepLinkItem({
  name: deepLinkKind,
  type: 'ltiResourceLink',
  label: 'assignments.deepLink.kind',
  untitled: 'assignments.deepLink.untitled',
  list: async (scope, _place, search) =>
    (await selectPublished(scope, search)).map((problem) => ({ ...problem, scoreMaximum: usualPoints })),
  make: async (scope, _place, id) =>
    (await allowProblem(scope, id))?.versionId ? { lineItem: { scoreMaximum: usualPoints, tag: 'grade' } } : null,
});

/** Everybody's in the organization, and of those that are private one's own. */
const query = `
  select p.id, p.title from problem p
  where p.organization_id = ? and p.published_at is not null and p.removed_at is null
    and (p.visibility = 'public' or p.author_id = ?) and (?::text is null or position(lower(?) in lower(p.title)) > 0)
  order by lower(p.title), p.id limit ?`;

interface Listed {
  readonly id: string;
  readonly title: string;
}

const selectPublished = async ({ em, organization, actor }: Scope, { words, limit }: DeepLinkSearch) =>
  actor.kind === 'user' ? em.execute<Listed[]>(query, [organization.id, actor.id, words, words, limit]) : [];
