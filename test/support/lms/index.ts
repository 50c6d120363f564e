// A platform for tests of tools: everything that others may use of it.
export { openPracticeLms } from './open-practice-lms.ts';
export type { PracticeLms, PracticeLmsOptions, LaunchOptions } from './practice-lms.ts';
export type { Activity, Course } from './courses.ts';
export type { Endpoint, Failure, Outage } from './failures.ts';
export type { Part, Person } from './people.ts';
export type { Message } from './state.ts';
export type { FlavourName, Tool } from './tool.ts';
export { claim as claimNames } from './flavours/claim-names.ts';
