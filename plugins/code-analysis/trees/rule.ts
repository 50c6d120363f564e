import type { NapiConfig } from '@ast-grep/napi';

/** A rule of ast-grep, as its reference describes it. */
export type Rule = NapiConfig['rule'];

/** A node of any of these kinds. */
export const anyKind = (...kinds: readonly string[]): { any: Rule[] } => ({ any: kinds.map((kind) => ({ kind })) });
