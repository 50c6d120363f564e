import { sql } from '@mikro-orm/core';
import { z } from 'zod';
import { defineList } from '#src/http/list/define-list.ts';
import { filterBy } from '#src/http/list/list-spec.ts';
import { launchOutcomes } from '../launch-record.entity.ts';
import { launchReasons, type LaunchReason } from '../launch-rejected.ts';

export interface AttemptRow {
  readonly id: string;
  readonly at: string;
  readonly outcome: (typeof launchOutcomes)[number];
  readonly reason: LaunchReason | null;
  readonly messageType: string | null;
  readonly issuer: string | null;
  /** What the platform is called here. */
  readonly platform: string | null;
  /** A product family. */
  readonly family: string | null;
  /** Who came in; nobody where nobody did. */
  readonly person: string | null;
}

/** Where attempts are read: an organization's own, or those that came to none. */
export interface AttemptSource {
  readonly select: string;
  readonly from: string;
}

const select = `attempt.id, attempt.created_at as at, attempt.outcome, attempt.reason, attempt.message_type as "messageType",
  attempt.issuer, coalesce(registration.name, platform.name) as platform, registration.product_family as family`;

const from = `lti_launch_record attempt
  left join lti_registration registration on registration.id = attempt.registration_id
  left join lti_platform platform on platform.id = registration.platform_id`;

export const inOrganization: AttemptSource = {
  select: `${select}, person.name as person`,
  from: `${from}
    left join "user" person on person.organization_id = attempt.organization_id and person.id = attempt.user_id`,
};

export const inInstallation: AttemptSource = { select: `${select}, null as person`, from };

export const reasons = Object.keys(launchReasons) as [LaunchReason, ...LaunchReason[]];

/** What came of each attempt, the newest first; read by cursor, as nobody counts a table that only grows. */
export const attemptList = defineList({
  id: 'attempt.id',
  sorts: { at: { column: 'attempt.created_at', type: 'timestamptz' } },
  defaultSort: 'at',
  defaultOrder: 'desc',
  isCounted: false,
  filters: {
    outcome: filterBy(z.enum(launchOutcomes), (outcome) => sql`attempt.outcome = ${outcome}`),
    reason: filterBy(z.enum(reasons), (reason) => sql`attempt.reason = ${reason}`),
  },
});

export type AttemptQuery = Parameters<typeof attemptList.links>[1];
