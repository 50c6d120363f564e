import { sql } from '@mikro-orm/core';
import { z } from 'zod';
import { get, idOf } from '#src/http/route.ts';
import { attemptList, inOrganization, type AttemptRow } from '../doctor/attempt-list.ts';
import { attemptPage, attemptView } from '../doctor/attempt-view.ts';
import { attemptListPage, attemptListView } from '../doctor/attempt-list-view.ts';
import { selectAttempt } from '../doctor/select-attempt.ts';
import { keepers } from './keepers.ts';
import { launchesPath } from './places.ts';

const ward = { path: launchesPath, place: 'organization' as const };

/** The launch doctor of an organization: what came of each attempt, and what to change. */
export const adminLaunchRoutes = [
  get(launchesPath, {
    summary: 'Attempts to open a link from an LMS, the newest first',
    answer: attemptListView,
    query: attemptList.query,
    allow: keepers,
    async handle(scope, { query }) {
      const where = sql`attempt.organization_id = ${scope.organization.id}`;
      const found = await attemptList.read<AttemptRow>(scope, query, { ...inOrganization, where });
      return attemptListPage(ward, query, found);
    },
  }),

  get(`${launchesPath}/:id`, {
    summary: 'One attempt: which checks it passed, where it ended, and what to change in the LMS',
    answer: attemptView,
    params: z.object({ id: idOf('ltiLaunchRecord') }),
    allow: async (scope, { id }) => ((await keepers(scope)) ? selectAttempt(scope, inOrganization, id) : null),
    handle: async (scope, { row }) => attemptPage(scope, ward, row),
  }),
];
