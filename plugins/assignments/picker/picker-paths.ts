import { assignmentsPath } from '../paths.ts';

/** Where problems are chosen for the course of a request of an LMS. */
export const pickerPath = (deepLinkId: string) => `${assignmentsPath}/picker/${deepLinkId}`;
