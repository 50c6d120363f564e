/** What a context role means for teaching. Whoever has none may look and do nothing (Core 5.3.7). */
export type CourseRole = 'instructor' | 'teachingAssistant' | 'learner' | 'none';

const membership = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
const ofTestUser = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser';

/** Core A.2.2 and A.2.3: principal and sub-role stand in the path, so whole URIs are compared and never their endings. */
const principals: Readonly<Record<string, CourseRole>> = {
  Administrator: 'instructor',
  ContentDeveloper: 'instructor',
  Instructor: 'instructor',
  Learner: 'learner',
  Mentor: 'none',
  Manager: 'none',
  Member: 'none',
  Officer: 'none',
};
const assistants = new Set([
  `${membership}/Instructor#TeachingAssistant`,
  `${membership}/Instructor#TeachingAssistantGroup`,
  `${membership}/Instructor#TeachingAssistantOffering`,
  `${membership}/Instructor#TeachingAssistantSection`,
  `${membership}/Instructor#TeachingAssistantSectionAssociation`,
  `${membership}/Instructor#TeachingAssistantTemplate`,
  `${membership}/Instructor#Grader`,
]);

const strength: readonly CourseRole[] = ['none', 'learner', 'teachingAssistant', 'instructor'];

/**
 * The strongest context role. Institution and system roles are kept apart and grant nothing in a course (Core A.2.1): a student
 * who teaches elsewhere has them too.
 */
export function courseRoleOf(roles: readonly string[]): CourseRole {
  const ranks = roles.map((role) => strength.indexOf(oneRole(role)));
  return strength[Math.max(0, ...ranks)] ?? 'none';
}

function oneRole(role: string): CourseRole {
  if (assistants.has(role)) return 'teachingAssistant';
  const ending = role.startsWith(membership) ? role.slice(membership.length) : '';
  const full = /^[#/]([A-Za-z]+)(?:#[A-Za-z]+)?$/.exec(ending)?.[1];
  return principals[full ?? role] ?? 'none';
}

/** A view that staff take as a student (Core A.2.4). */
export const isTestUser = (roles: readonly string[]) => roles.includes(ofTestUser);

const administrators =
  /^http:\/\/purl\.imsglobal\.org\/vocab\/lis\/v2\/(?:institution|system)\/person#(?:Administrator|SysAdmin|SysSupport|AccountAdmin|Support)$/;

/** Who looks after the LMS comes into courses without being enrolled, as does a view as a student: no roster lists them. */
export const isExpectedOnRosters = (roles: readonly string[]) =>
  !isTestUser(roles) && !roles.some((role) => administrators.test(role));
