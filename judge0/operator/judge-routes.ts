import { z } from 'zod';
import { operators } from '#src/http/allow.ts';
import { page } from '#src/http/reply.ts';
import { get, post } from '#src/http/route.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { judgeRoomOf } from '../judges-of.ts';
import { judgeState, JudgeState } from './judge-state.ts';
import { judgePath } from './places.ts';
import { Trial, tryJudge } from './try-judge.ts';

const judgeView = view(
  'judge0/operator/judge',
  z.object({
    isLocal: z.boolean(),
    /** Why the local judge does not run. */
    problem: z.string().nullable(),
    /** Programs run without a sandbox. */
    isUnsafe: z.boolean(),
    /** Boxes that no judge has yet, in this process. */
    waiting: z.int(),
    judges: z.array(JudgeState),
    trials: z.array(Trial),
  }),
);

/** How the judges are, and a real program to find out. */
export const judgeRoutes = [
  get(judgePath, {
    tenant: 'none',
    work: 'steps',
    summary: 'The judges, how well each is, and what it can run',
    answer: judgeView,
    allow: operators,
    handle: (scope) => drawn(scope, []),
  }),

  post(`${judgePath}/trial`, {
    tenant: 'none',
    work: 'steps',
    summary: 'Runs a real program on every judge and says what became of it',
    body: z.object({}),
    answer: judgeView,
    allow: operators,
    async handle(scope) {
      const room = judgeRoomOf(scope);
      room.local?.start();
      const { judges } = await room.judges();
      return drawn(scope, await Promise.all(judges.map(tryJudge)));
    },
  }),
];

async function drawn(scope: InstallationScope, trials: readonly Trial[]) {
  const room = judgeRoomOf(scope);
  const { judges, waiting } = await room.judges();
  const states = await Promise.all(judges.map(judgeState));
  return page(judgeView, {
    isLocal: room.local !== null,
    problem: room.local?.problem ?? null,
    isUnsafe: states.some(({ tier }) => tier === 'unsafe'),
    waiting,
    judges: states,
    trials: [...trials],
  });
}
