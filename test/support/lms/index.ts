// A platform for tests of tools: everything that others may use of it.
export { openPracticeLms } from './open-practice-lms.ts';
export type { PracticeLms, PracticeLmsOptions, LaunchOptions } from './practice-lms.ts';
export type { Activity, Course } from './courses.ts';
export type { Endpoint, Failure, FailureSettings, Outage } from './failures.ts';
export type { Column } from './gradebook/column.ts';
export type { Grade, ScorePost } from './gradebook/grade.ts';
export type { Part, Person } from './people.ts';
export type { Choice, ChoiceAnswer } from './linking/choice.ts';
export type { Member } from './roster/roster.ts';
export type { Message, SeenRequest } from './state.ts';
export type { FlavourName, Tool } from './tool.ts';
export { claim as claimNames, scope as scopeNames } from './flavours/claim-names.ts';
export { mediaTypes } from './advantage/media-types.ts';
