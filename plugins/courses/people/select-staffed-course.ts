import type { CourseRole, RosterState } from '#lti';
import type { Scope } from '#src/scope/scope.ts';

/** A course as those see it who look after its people, with how its roster stands. */
export interface StaffedCourse {
  readonly id: string;
  readonly title: string | null;
  readonly label: string | null;
  /** Null outside the courses of the platform: there is no roster then. */
  readonly contextId: string | null;
  /** Of who asks; null for an administrator who is not in the course. */
  readonly role: CourseRole | null;
  /** Of the organization. */
  readonly isKeeper: boolean;
  /** The platform named a service for the roster. */
  readonly hasService: boolean;
  readonly hasGroups: boolean;
  /** Null where nobody has asked yet. */
  readonly state: RosterState | null;
  readonly readId: string | null;
  readonly endedAt: string | null;
  readonly completeAt: string | null;
  /** When the next read may be asked for. */
  readonly againAt: string | null;
  readonly pages: number;
  readonly members: number;
  readonly incomplete: string | null;
  readonly words: string | null;
  readonly joined: number;
  readonly changed: number;
  readonly returned: number;
  readonly missing: number;
}

const query = (where: string, pauseMinutes: number) => `
  select c.id, coalesce(c.title, c.label) as title, nullif(c.label, coalesce(c.title, c.label)) as label,
    c.lti_context_id as "contextId", e.role, k.holds as "isKeeper", x.memberships_url is not null as "hasService", x.groups_url is not null as "hasGroups",
    r.state, r.read_id as "readId", r.ended_at as "endedAt", r.complete_at as "completeAt",
    greatest(r.asked_at, r.started_at) + interval '${pauseMinutes} minutes' as "againAt",
    coalesce(r.pages, 0) as pages, coalesce(r.members, 0) as members, r.incomplete, r.words, n.*
  from (select ?::boolean as holds) k cross join course c
  left join enrollment e on e.course_id = c.id and e.user_id = ? and e.left_at is null
  left join lti_context x on x.id = c.lti_context_id
  left join lti_roster r on r.context_id = c.lti_context_id
  left join lateral (
    select count(*) filter (where m.changed_in = r.read_id and m.change = 'joined')::int as joined,
      count(*) filter (where m.changed_in = r.read_id and m.change = 'changed')::int as changed,
      count(*) filter (where m.changed_in = r.read_id and m.change = 'returned')::int as returned,
      count(*) filter (where m.missing_since is not null)::int as missing
    from lti_membership m where m.context_id = c.lti_context_id and m.left_at is null
  ) n on true
  where c.organization_id = ? and ${where} and (k.holds or e.role in ('instructor', 'teachingAssistant'))`;

/** By which key a course is asked for, in SQL. */
const keys = { course: 'c.id = ?', context: 'c.lti_context_id = ?' } as const;

/** A course for its staff and the organization's administrators, in one statement; null for everybody else. */
export async function selectStaffedCourse(
  { em, organization, actor }: Scope,
  by: keyof typeof keys,
  { id, pauseMinutes }: { readonly id: string; readonly pauseMinutes: number },
): Promise<StaffedCourse | null> {
  if (actor.kind !== 'user') return null;
  const isKeeper = actor.roles.has('owner') || actor.roles.has('admin');
  const [row] = await em.execute<StaffedCourse[]>(query(keys[by], pauseMinutes), [
    isKeeper,
    actor.id,
    organization.id,
    id,
  ]);
  return row ?? null;
}

/** Who decides that somebody leaves: assistants only see it. */
export const mayRemove = ({ role, isKeeper }: StaffedCourse) => role === 'instructor' || isKeeper;
