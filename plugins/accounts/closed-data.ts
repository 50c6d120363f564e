import type { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';

/** What a job is told about a person, sealed: the queue keeps its rows for days, and names nobody. */
export const sealFor = (scope: Scope, purpose: string, data: unknown) =>
  scope.keys.seal(purpose, JSON.stringify(data), scope.organization.id);

export const openFor = <T>(scope: Scope, purpose: string, schema: z.ZodType<T>, sealed: string): T =>
  schema.parse(JSON.parse(scope.keys.open(purpose, sealed, scope.organization.id)));
