import type { BuiltKeys } from './check-message-keys.ts';

/** The keys that no source names whole. */
export const builtKeys: readonly BuiltKeys[] = [
  {
    before: 'kernel.field.',
    file: 'src/http/input/field-message.ts',
    folder: 'src/http/input/field-message.ts',
    reason: 'The kind of issue that zod found chooses the rest.',
  },
  {
    before: 'kernel.archive.',
    file: 'src/files/archive-limits.ts',
    folder: 'src/files/',
    reason: 'Each place that refuses an archive gives the word for its reason.',
  },
];
