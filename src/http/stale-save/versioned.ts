import { p } from '@mikro-orm/core';
import { z } from 'zod';

/** The property of rows that people edit: counts the saves, so that nobody overwrites what they never saw. */
export const versioned = { version: p.integer().version() };

export const versionedPersonal = { version: 'none' } as const;

/** The same in the body of a route that saves: the version of the row that the person had before them. */
export const versionField = z.int32().min(1);
