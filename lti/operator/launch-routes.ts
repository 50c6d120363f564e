import { sql } from '@mikro-orm/core';
import { z } from 'zod';
import { operators } from '#src/http/allow.ts';
import { get, idOf } from '#src/http/route.ts';
import { attemptList, inInstallation, type AttemptRow } from '../doctor/attempt-list.ts';
import { attemptListPage, attemptListView } from '../doctor/attempt-list-view.ts';
import { attemptPage, attemptView } from '../doctor/attempt-view.ts';
import { selectAttempt } from '../doctor/select-attempt.ts';
import { launchesPath } from './places.ts';

const ward = { path: launchesPath, place: 'installation' as const };

/** The launch doctor for attempts that came to no organization. */
export const operatorLaunchRoutes = [
  get(launchesPath, {
    tenant: 'none',
    summary: 'Attempts to open a link from an LMS that came to no organization, the newest first',
    answer: attemptListView,
    query: attemptList.query,
    allow: operators,
    async handle(scope, { query }) {
      const where = sql`attempt.organization_id is null`;
      const found = await attemptList.read<AttemptRow>(scope, query, { ...inInstallation, where });
      return attemptListPage(ward, query, found);
    },
  }),

  get(`${launchesPath}/:id`, {
    tenant: 'none',
    summary: 'One attempt that came to no organization: which checks it passed, and what to change',
    answer: attemptView,
    params: z.object({ id: idOf('ltiUnplacedLaunch') }),
    allow: async (scope, { id }) => ((await operators(scope)) ? selectAttempt(scope, inInstallation, id) : null),
    handle: async (scope, { row }) => attemptPage(scope, ward, row),
  }),
];
