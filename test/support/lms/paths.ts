import type { Activity, Course } from './courses.ts';
import type { Person } from './people.ts';
import type { LaunchOptions } from './practice-lms.ts';
import type { Tool } from './tool.ts';

export const activityPath = (activity: Activity, person: Person) => `/activities/${activity.id}?as=${person.id}`;

export function launchPath(activity: Activity, person: Person, { message, about }: LaunchOptions = {}) {
  const query = new URLSearchParams({
    as: person.id,
    ...(message ? { message } : {}),
    ...(about ? { about: about.id } : {}),
  });
  return `/launch/${activity.id}?${query.toString()}`;
}

export interface ChooseOptions {
  /** The activity whose content shall be chosen anew. */
  readonly again?: Activity;
}

export const choosePath = (course: Course, tool: Tool, person: Person, { again }: ChooseOptions = {}) =>
  `/courses/${course.id}/choice?${choiceQuery(tool, person, again)}`;

export const chooseLaunchPath = (course: Course, tool: Tool, person: Person, { again }: ChooseOptions = {}) =>
  `/courses/${course.id}/choice/launch?${choiceQuery(tool, person, again)}`;

const choiceQuery = ({ clientId }: Tool, { id }: Person, again: Activity | undefined) =>
  new URLSearchParams({ as: id, tool: clientId, ...(again ? { activity: again.id } : {}) }).toString();
