import { randomUUID } from 'node:crypto';
import { sendScore, type ScoreForm } from '#lti';
import type { Scope } from '#src/scope/scope.ts';
import { deliverScore } from '../../../lti/scores/deliver-score.ts';
import { gradeScopes } from '../../../lti/advantage/grade-names.ts';
import { scopeIn } from '../app.ts';
import { claimNames as names, roles, type Claims } from './claim-names.ts';
import { openGradebook, type GradebookOptions } from './gradebook.ts';
import type { Launches } from './open-launches.ts';

export const allScopes = Object.values(gradeScopes);

export interface GradesOptions extends GradebookOptions {
  readonly productFamily?: string;
  /** What the platform grants; everything unless told. */
  readonly scopes?: readonly string[];
}

export type Grades = Awaited<ReturnType<typeof openGrades>>;

/** A platform with a gradebook, a column of a link that was launched, and people who launched it. */
export async function openGrades(
  tool: Launches,
  { productFamily, scopes = allScopes, ...options }: GradesOptions = {},
) {
  const gradebook = await openGradebook(options);
  const column = gradebook.addColumn({ label: 'Fizz buzz' });
  const place = await tool.place({ tokenUrl: gradebook.tokenUrl, ...(productFamily ? { productFamily } : {}) });
  const endpoint = { scope: scopes, lineitems: gradebook.lineItemsUrl, lineitem: column.url };
  const launch = async (claims: Claims = {}) => {
    const sub = randomUUID();
    const given = { sub, [names.endpoint]: endpoint, [names.roles]: [roles.learner], ...claims };
    const { user } = await tool.admits(() => place.launch({ claims: given }));
    return { userId: user.id as string, sub: given.sub as string };
  };
  const student = await launch();
  const scope = await scopeIn(tool.app, place.organizationId);
  const [item] = await tool.rows.rows('select * from lti_line_item where organization_id = $1', [place.organizationId]);
  return {
    ...place,
    gradebook,
    column,
    endpoint,
    launch,
    /** With nothing added. */
    bareLaunch: place.launch,
    student,
    scope,
    lineItemId: item!.id as string,
    contextId: item!.context_id as string,
    /** Wants a score: final, 7 of 10, of the student, now, unless told. */
    score: (form: Partial<ScoreForm> = {}) => wanted(scope, { ...aScore(item!.id as string, student.userId), ...form }),
    /** As the job would, in a Scope of its own. */
    deliver: async (userId = student.userId) => deliverOnce(await scopeIn(tool.app, place.organizationId), userId),
    /** Another Scope of the organization, for what goes on at the same time. */
    another: () => scopeIn(tool.app, place.organizationId),
    row: async (userId = student.userId) =>
      (await tool.rows.rows('select * from lti_score where user_id = $1', [userId]))[0]!,
    events: async (userId = student.userId) =>
      (
        await tool.rows.rows(
          'select e.* from lti_score_event e join lti_score s on s.id = e.score_id where s.user_id = $1 order by e.created_at',
          [userId],
        )
      ).map(({ kind }) => kind as string),
    close: () => gradebook.close(),
  };
}

const aScore = (lineItemId: string, userId: string): ScoreForm => ({
  lineItemId,
  userId,
  scoreGiven: 7,
  scoreMaximum: 10,
  activityProgress: 'Completed',
  gradingProgress: 'FullyGraded',
  at: new Date(),
});

async function wanted(scope: Scope, form: ScoreForm) {
  await sendScore(scope, form);
  const id = await scoreOf(scope, form.userId);
  return id;
}

const scoreOf = (scope: Scope, userId: string) =>
  scope.transaction(async ({ em }) => {
    const [row] = await em.execute<{ id: string }[]>('select id from lti_score where user_id = ?', [userId]);
    return row!.id;
  });

/** Makes the score due, however long it was to wait, and sends it once. */
async function deliverOnce(scope: Scope, userId: string) {
  const id = await scoreOf(scope, userId);
  await scope.transaction(({ em }) => em.execute('update lti_score set try_after = null where id = ?', [id]));
  return deliverScore(scope, id);
}
