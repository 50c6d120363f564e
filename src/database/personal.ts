/**
 * What a property says about a person. Every entity carries `static personal` with one word for each of its properties,
 * so that export and erasure know where people are:
 * - `none`: says nothing about anybody
 * - `link`: points to a person (an id); follows that person's rows
 * - `name`, `contact`: who somebody is, how they are reached
 * - `trace`: where and with what somebody was here (address, user agent, time of a visit)
 * - `credential`: proves who somebody is; erased, never exported
 * - `content`: made by, or written about, a person
 */
export type Personal = 'none' | 'link' | 'name' | 'contact' | 'trace' | 'credential' | 'content';

/** One word for each property of an entity schema, checked by the compiler and again by the tests. */
export type PersonalOf<Schema> = Schema extends { properties: infer P } ? Readonly<Record<keyof P, Personal>> : never;

export const identifiedPersonal = { id: 'none', createdAt: 'none' } as const;
export const tenantOwnedPersonal = { ...identifiedPersonal, organizationId: 'none' } as const;
