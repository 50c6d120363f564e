import { scopeIn } from '../../support/app.ts';
import { claimNames as names, roles, type Claims } from '../../support/lti/claim-names.ts';
import { launchClient } from '../../support/lti/launch-client.ts';
import type { Launches } from '../../support/lti/open-launches.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { answerForm, request } from '../../lti/deep-linking/open-picker.ts';
import { decodeJwt } from 'jose';

export type Choosing = Awaited<ReturnType<typeof openChoosing>>;

/** A school with published problems, and a teacher whom an LMS asks to choose for its course. */
export async function openChoosing(
  tool: Launches,
  settings: Claims = {},
  titles: readonly string[] = ['Sums', 'Loops'],
) {
  const place = await tool.place();
  const scope = await scopeIn(tool.app, place.organizationId);
  const problems: { id: string; versionId: string }[] = [];
  for (const title of titles) problems.push(await aProblem(scope, { title }));
  const claims = { ...request(place, { accept_multiple: true, ...settings }), [names.roles]: [roles.instructor] };
  const { answer, token, user } = await tool.admits(() => place.launch({ claims }));
  const client = launchClient(tool.address, { cookie: `__Host-assay=${token}` });
  const landed = answer.location!;
  const picker = landed.split('?')[0]!;
  return {
    ...place,
    scope,
    problems,
    landed,
    picker,
    user,
    ask: (path: string) => client.ask(path),
    async send(path: string, fields: readonly (readonly [string, string])[]) {
      const { page } = await client.ask(picker);
      const csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
      const body = new URLSearchParams([
        ['_csrf', csrf],
        ...fields.map(([name, value]): [string, string] => [name, value]),
      ]);
      return client.ask(path, { method: 'POST', body });
    },
    choose(problemId: string) {
      return this.send(`${picker}/problems`, [
        ['problemId', problemId],
        ['act', 'add'],
      ]);
    },
    /** A launch of a link with these custom values. */
    open: (custom: Claims | undefined, given: Claims = {}, role = roles.learner) =>
      tool.admits(() =>
        place.launch({ claims: { [names.roles]: [role], ...(custom ? { [names.custom]: custom } : {}), ...given } }),
      ),
    assignments: () =>
      tool.rows.rows(
        `select a.*, (select json_agg(json_build_object('problem', problem_id, 'version', version_id, 'points', points) order by position)
            from assignment_problem where assignment_id = a.id) as problems
          from assignment a where organization_id = $1 order by created_at, id`,
        [place.organizationId],
      ),
  };
}

/** The content items of an answer, as its platform reads them. */
export function itemsOf(answer: Parameters<typeof answerForm>[0]) {
  const { jwt } = answerForm(answer);
  return decodeJwt(jwt)['https://purl.imsglobal.org/spec/lti-dl/claim/content_items'] as readonly Claims[];
}
