import { messageTypes } from '../claim-names.ts';

/** Grades and rosters; what only reads is part of what writes (AGS 3.1, NRPS 2.1). */
export const neededScopes = [
  'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  'https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly',
  'https://purl.imsglobal.org/spec/lti-ags/scope/score',
  'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
] as const;

/** What is asked for only where the platform says that it has it: a scope that it does not know may end a registration. */
export const wantedScopes = ['https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly'] as const;

/** Who somebody is; no picture, no telephone. */
export const neededClaims = ['iss', 'sub', 'name', 'given_name', 'family_name', 'email'] as const;

/** Messages that we take, and the placements that we want for each where a platform lists them. */
export const neededMessages = [
  { type: messageTypes.resourceLink, placements: ['course_navigation'] },
  { type: messageTypes.deepLinking, placements: ['ContentArea', 'assignment_selection', 'link_selection'] },
  { type: messageTypes.submissionReview, placements: [] },
] as const;

/** Variables of the standard, as custom parameters: dates, former ids of copied courses, ids of other systems (Core B). */
export const neededParameters = {
  available_start: '$ResourceLink.available.startDateTime',
  available_end: '$ResourceLink.available.endDateTime',
  submission_start: '$ResourceLink.submission.startDateTime',
  submission_end: '$ResourceLink.submission.endDateTime',
  context_id_history: '$Context.id.history',
  resource_link_id_history: '$ResourceLink.id.history',
  username: '$User.username',
  person_sourcedid: '$Person.sourcedId',
  section_sourcedid: '$CourseSection.sourcedId',
  time_zone: '$Person.address.timezone',
} as const;
