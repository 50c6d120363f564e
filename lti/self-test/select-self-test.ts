import type { Scope } from '#src/scope/scope.ts';
import type { Step } from './step.ts';

/** A self-test, with the addresses and rights that it tries. */
export interface SelfTestRow {
  readonly id: string;
  readonly deployment: string;
  readonly courseTitle: string | null;
  readonly subject: string;
  /** Name of the person with that id; null for nobody whom we know. */
  readonly person: string | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly steps: readonly Step[];
  readonly registrationId: string;
  readonly issuer: string;
  readonly jwksUri: string;
  readonly family: string | null;
  readonly lineItemsUrl: string | null;
  readonly membershipsUrl: string | null;
  /** Granted for grades in the context. */
  readonly scopes: readonly string[];
}

const query = `
  select s.id, s.deployment_id as deployment, coalesce(c.title, c.label) as "courseTitle", s.subject, u.name as person,
    s.created_at as "startedAt", s.finished_at as "finishedAt", s.steps, d.registration_id as "registrationId",
    p.issuer, r.jwks_uri as "jwksUri", coalesce(d.product_family, r.product_family) as family,
    c.line_items_url as "lineItemsUrl", c.memberships_url as "membershipsUrl", c.service_scopes as scopes
  from lti_self_test s
  join lti_context c on c.id = s.context_id
  join lti_deployment d on d.id = s.deployment_id
  join lti_registration r on r.id = d.registration_id
  join lti_platform p on p.id = r.platform_id
  left join identity i on i.kind = 'lti' and i.provider = p.id::text and i.subject = s.subject
  left join "user" u on u.id = i.user_id
  where s.organization_id = ? and s.id = ?`;

/** In one statement; null for none of the organization's. */
export async function selectSelfTest({ em, organization }: Scope, id: string): Promise<SelfTestRow | null> {
  const [row] = await em.execute<SelfTestRow[]>(query, [organization.id, id]);
  return row ?? null;
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** The courses of a deployment, the newest first, and the members of one of them by the platform's ids; 200 of each at most. */
export async function selectPlaces({ em, organization }: Scope, deployment: string, contextId: string | null) {
  const courses = await em.execute<Option[]>(
    `select id as value, coalesce(title, label, context_id) as label from lti_context
      where organization_id = ? and deployment_id = ? order by created_at desc, id limit 200`,
    [organization.id, deployment],
  );
  const chosen = courses.find(({ value }) => value === contextId) ?? courses[0] ?? null;
  const people = await em.execute<Option[]>(
    `select i.subject as value, u.name as label from lti_membership m
      join lti_context c on c.id = m.context_id
      join lti_deployment d on d.id = c.deployment_id
      join lti_registration r on r.id = d.registration_id
      join identity i on i.kind = 'lti' and i.provider = r.platform_id::text and i.user_id = m.user_id
      join "user" u on u.id = m.user_id
      where m.organization_id = ? and m.context_id = ? order by lower(u.name), i.subject limit 200`,
    [organization.id, chosen?.value ?? null],
  );
  return { courses, chosen, people };
}
