import { fullName } from '../people.ts';
import type { Place } from './flavour.ts';

type Value = string | number | null;

/** What every LMS of ours can fill in for a variable of the specification. */
export const coreVariables = (
  { person, course, activity, message }: Place,
  subject: string,
): Record<string, Value> => ({
  '$User.id': subject,
  '$User.username': person.username,
  '$Person.name.full': fullName(person),
  '$Person.sourcedId': person.sourcedId,
  '$Person.address.timezone': 'Europe/Berlin',
  '$Context.id': course.id,
  '$Context.id.history': '',
  '$CourseSection.sourcedId': course.sourcedId,
  '$ResourceLink.available.startDateTime': activity.available?.startDateTime ?? '',
  '$ResourceLink.available.endDateTime': activity.available?.endDateTime ?? '',
  '$ResourceLink.submission.startDateTime': activity.submission?.startDateTime ?? '',
  '$ResourceLink.submission.endDateTime': activity.submission?.endDateTime ?? '',
  '$ResourceLink.id': message === 'LtiDeepLinkingRequest' ? null : activity.id,
});

/** Custom values with their variables filled in. One that this platform does not know arrives as it was written. */
export const expand = (custom: Readonly<Record<string, string>>, known: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(custom).map(([name, value]) => [name, value in known ? (known[value] ?? null) : value]),
  );
