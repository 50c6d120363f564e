import type { Activity } from './courses.ts';
import type { Person } from './people.ts';
import type { LaunchOptions } from './practice-lms.ts';

export const activityPath = (activity: Activity, person: Person) => `/activities/${activity.id}?as=${person.id}`;

export function launchPath(activity: Activity, person: Person, { message, about }: LaunchOptions = {}) {
  const query = new URLSearchParams({
    as: person.id,
    ...(message ? { message } : {}),
    ...(about ? { about: about.id } : {}),
  });
  return `/launch/${activity.id}?${query.toString()}`;
}
