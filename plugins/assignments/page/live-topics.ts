import { z } from 'zod';
import { submissionJudged } from '#plugins/submissions';
import { on } from '#src/events.ts';
import { publish } from '#src/http/live/publish.ts';
import { defineTopic, livePath, liveTopic, topicAddress } from '#src/http/live/topic.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { concernsAssignment, placeKind } from '../place.ts';
import { selectAssignment, type AssignmentRow } from '../select-assignment.ts';
import { clockTopic } from '../timing/clock-topic.ts';
import { AttemptFields, attemptFields } from './attempt-fields.ts';
import { ProblemFields, problemFields } from './problem-fields.ts';
import { selectWork, type ProblemWork } from './select-work.ts';
import { TermFields, termFields } from './term-fields.ts';

interface Watched {
  readonly assignmentId: string;
  readonly userId: string;
  readonly problemId: string;
}

interface Work {
  readonly all: ProblemWork[];
  readonly current: ProblemWork;
}

interface Changing<D> {
  readonly name: string;
  readonly id: string;
  readonly template: string;
  readonly schema: z.ZodType<D>;
  readonly fields: (scope: Scope, row: AssignmentRow, work: Work) => D;
}

/** A part of somebody's page of an assignment that changes while they look at it. */
const changing = <D>({ name, id, template, schema, fields }: Changing<D>) =>
  defineTopic({
    name: `assignments.${name}`,
    params: z.object({ assignmentId: z.uuid(), userId: z.uuid(), problemId: z.uuid() }),
    target: ({ problemId }: Watched) => `${id}-${problemId}`,
    async allow(scope: Scope, { assignmentId, userId, problemId }: Watched) {
      const row = await selectAssignment(scope, assignmentId);
      if (row?.userId !== userId) return null;
      const all = await selectWork(scope, row);
      const current = all.find((work) => work.problemId === problemId);
      return current ? { row, all, current } : null;
    },
    draw: async (scope: Scope, { row, ...work }) => ({
      view: view(`assignments/${template}`, schema),
      data: fields(scope, row, work),
    }),
  });

const attemptsTopic = changing({
  name: 'attempts',
  id: 'attempts',
  template: 'attempts',
  schema: AttemptFields,
  fields: (_scope, row, { current }) => attemptFields(row, current.attempts),
});

/** What is said beside the button that hands in. */
const termsTopic = changing({
  name: 'terms',
  id: 'terms',
  template: 'terms',
  schema: TermFields,
  fields: (scope, row, { current }) => termFields(scope, row, current.attempts),
});

/** How each problem stands. */
const problemsTopic = changing({
  name: 'problems',
  id: 'problems',
  template: 'work/problems',
  schema: z.object({ problems: z.array(ProblemFields), problemId: z.uuid() }),
  fields: (_scope, row, { all, current }) => ({
    problems: all.map((work) => problemFields(row.id, work)),
    problemId: current.problemId,
  }),
});

const topics = [attemptsTopic, termsTopic, problemsTopic];

export const liveWork = topics.map((topic) => liveTopic(topic));

/** The stream of a page, which lists the problems where there are several. */
export function liveWorkPath(
  { assignmentId, userId, problemId }: Watched,
  { problems, isTimed }: { readonly problems: number; readonly isTimed: boolean },
): string {
  const shown = topics.filter((topic) => topic !== problemsTopic || problems > 1);
  const addresses = shown.map((topic) => topicAddress(topic, { assignmentId, userId, problemId }));
  return livePath(isTimed ? [...addresses, topicAddress(clockTopic, { assignmentId, userId })] : addresses);
}

/** Something was handed in or judged. */
export function tellWork(scope: Scope, watched: Watched): void {
  for (const topic of topics) publish(scope, topic, watched);
}

/** The page hears of a verdict that has come. */
export const tellJudged = on(submissionJudged, {
  name: 'assignments.tellJudged',
  wants: concernsAssignment,
  async run(scope, { submissionId }) {
    const [place] = await scope.em.execute<Watched[]>(
      `select place_id as "assignmentId", user_id as "userId", problem_id as "problemId" from submission
        where organization_id = ? and id = ? and place_kind = '${placeKind}'`,
      [scope.organization.id, submissionId],
    );
    if (place) tellWork(scope, place);
  },
});
