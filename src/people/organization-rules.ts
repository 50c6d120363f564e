import { invalid, type FieldProblem } from '#src/errors.ts';
import { locales } from '#src/messages/locale.ts';
import type { OrganizationChanges } from './edit-organization.ts';

const longestName = 100;
const hostName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/;

/** Throws DomainError `invalid` that names each value which an organization cannot have. */
export function refuseOrganization(wanted: OrganizationChanges) {
  const problems = Object.entries(rules).flatMap(([field, { key, holds }]): FieldProblem[] => {
    const value = wanted[field as keyof typeof rules];
    return value === undefined || value === null || holds(value as never) ? [] : [{ field, key }];
  });
  if (problems.length > 0) throw invalid(...problems);
}

const rules = {
  name: {
    key: 'kernel.error.organizationName',
    holds: (name: string) => name.trim() !== '' && name.length <= longestName,
  },
  locale: { key: 'kernel.error.locale', holds: (locale: string) => (locales as readonly string[]).includes(locale) },
  timeZone: { key: 'kernel.error.timeZone', holds: isTimeZone },
  hostName: { key: 'kernel.error.hostName', holds: (name: string) => hostName.test(name) },
  emailDomain: { key: 'kernel.error.emailDomain', holds: (domain: string) => hostName.test(domain) },
  hue: { key: 'kernel.error.hue', holds: (hue: number) => Number.isInteger(hue) && hue >= 0 && hue < 360 },
  frameOrigins: { key: 'kernel.error.frameOrigin', holds: (origins: readonly string[]) => origins.every(isOrigin) },
};

const isOrigin = (origin: string) => URL.parse(origin)?.origin === origin && /^https?:/.test(origin);

function isTimeZone(name: string) {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
