import { roles, claimNames as names, type Claims } from './claim-names.ts';
import { openLaunches, type Launches, type PlaceOptions } from './open-launches.ts';
import { openRosterServer, type Roster, type ServedMember } from './roster-server.ts';
import { scopeIn } from '../app.ts';
import { readRoster } from '../../../lti/roster/read-roster.ts';

export const learner = (user_id: string, more: Partial<ServedMember> = {}): ServedMember => ({
  user_id,
  roles: ['Learner'],
  name: `Learner ${user_id}`,
  status: 'Active',
  ...more,
});

/** The one who opens each course of these tests; on the roster, too. */
export const teacher: ServedMember = {
  user_id: 'teacher',
  roles: ['Instructor'],
  name: 'Tessa Teacher',
  status: 'Active',
};

/** The application, and courses whose platforms have a roster. */
export async function openRosters() {
  const tool = await openLaunches();
  const closing: (() => Promise<void>)[] = [];
  return {
    ...tool,
    async course(roster: Roster, options: PlaceOptions & { readonly groups?: boolean } = {}) {
      const course = await openCourse(tool, roster, options);
      closing.push(course.server.close);
      return course;
    },
    async close() {
      await tool.close();
      await Promise.all(closing.map((close) => close()));
    },
  };
}

export type Rosters = Awaited<ReturnType<typeof openRosters>>;
export type RosterCourse = Awaited<ReturnType<Rosters['course']>>;

async function openCourse(
  tool: Launches,
  roster: Roster,
  { groups = false, ...options }: PlaceOptions & { readonly groups?: boolean },
) {
  const server = await openRosterServer(roster);
  const place = await tool.place(options);
  const { organizationId, registrationId } = place;
  await tool.rows.rows('update lti_registration set token_endpoint = $1 where id = $2', [
    server.tokenUrl,
    registrationId,
  ]);
  const services: Claims = {
    [names.namesRoleService]: { context_memberships_url: server.membershipsUrl, service_versions: ['2.0'] },
    ...(groups && {
      [names.groupsService]: {
        context_groups_url: server.groupsUrl,
        context_group_sets_url: server.setsUrl,
        service_versions: ['1.0'],
      },
    }),
  };
  /** A launch into the course, by the instructor unless told otherwise. */
  const enter = async (claims: Claims = {}) => {
    const who = { sub: 'teacher', name: 'Tessa Teacher', [names.roles]: [roles.instructor] };
    const admitted = await tool.admits(() => place.launch({ claims: { ...services, ...who, ...claims } }));
    const { ask } = tool.client({ cookie: `__Host-assay=${admitted.token}` });
    return { ...admitted, ask, courseId: /^\/courses\/([\w-]+)/.exec(admitted.answer.location!)?.[1] ?? '' };
  };
  const instructor = await enter();
  const [context] = await tool.rows.rows('select id from lti_context where organization_id = $1', [organizationId]);
  const contextId = String(context!.id);
  const scope = () => scopeIn(tool.app, organizationId);
  return {
    ...place,
    server,
    enter,
    instructor,
    courseId: instructor.courseId,
    contextId,
    scope,
    read: async () => readRoster(await scope(), contextId),
    /** Everybody of the course, by name. */
    people: () =>
      tool.rows.rows(
        `select u.name, e.role, e.left_at is not null as "hasLeft", m.missing_since is not null as "isMissing", i.subject
         from enrollment e join "user" u on u.id = e.user_id left join identity i on i.user_id = u.id and i.kind = 'lti'
         left join lti_membership m on m.user_id = u.id and m.context_id = $2
         where e.course_id = $1 order by u.name, i.subject`,
        [instructor.courseId, contextId],
      ),
    roster: async () => (await tool.rows.rows('select * from lti_roster where context_id = $1', [contextId]))[0]!,
  };
}
