/** What plugins may use of LTI. */
export { launchListener, launchTarget, type Launch } from './launch.ts';
export { courseRoleOf, type CourseRole } from './roles.ts';
export { LtiContext } from './lti-context.entity.ts';
export { LtiResourceLink } from './resource-link.entity.ts';
export { registerPlatform, type RegistrationForm } from './operations/register-platform.ts';
export { inviteLms } from './operations/invite-lms.ts';
