import { randomInt } from 'node:crypto';
import { claim } from '../../flavours/claim-names.ts';
import { role } from '../../flavours/roles.ts';
import { fullName, type Part } from '../../people.ts';
import type { Dialect } from '../dialect.ts';

/** Roles by their short names. Who is suspended is left out. */
export const moodleMembers: Dialect['memberships'] = {
  pageSize: null,
  lists: ({ enrolment }) => enrolment.status === 'Active',
  roles: (part) => shortRoles[part],
  shown: (_place, { person, enrolment }) => ({
    status: enrolment.status,
    roles: moodleMembers.roles(enrolment.part),
    user_id: person.id,
    lis_person_sourcedid: person.sourcedId,
    name: fullName(person),
    given_name: person.givenName,
    family_name: person.familyName,
    email: person.email,
    ext_user_username: person.username,
  }),
  message: ({ lms, tool }, { person }, activityId) => ({
    [claim.messageType]: 'LtiResourceLinkRequest',
    [claim.basicOutcome]: {
      lis_result_sourcedid: JSON.stringify({
        data: {
          instanceid: activityId,
          userid: person.id,
          typeid: String(tool.number),
          launchid: randomInt(1, 2 ** 31),
        },
      }),
      lis_outcome_service_url: `${lms.address}/mod/lti/service.php`,
    },
  }),
};

/** An assistant has the same role as in a launch: a sub-role has no short name. */
const shortRoles: Readonly<Record<Part, readonly string[]>> = {
  teacher: ['Instructor'],
  assistant: [role.assistant],
  student: ['Learner'],
  administrator: ['Administrator'],
  testStudent: ['Learner'],
};
