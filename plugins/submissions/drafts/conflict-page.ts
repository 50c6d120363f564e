import { z } from 'zod';
import { page } from '#src/http/reply.ts';
import type { FormState } from '#src/http/route.ts';
import { view } from '#src/views.ts';
import { SourceInput } from '../source-input.ts';

const conflictView = view(
  'submissions/drafts/conflict',
  z.object({
    message: z.string().nullable(),
    /** How often the other text was saved; null where nothing stands against it. */
    version: z.int().nullable(),
    files: z.array(z.object({ path: z.string(), typed: z.string(), standing: z.string(), differs: z.boolean() })),
  }),
);

const Files = z.object({ files: z.array(SourceInput) });

/** Both texts, file by file, for whoever has to choose; or only why nothing was kept. */
export function conflictPage({ stale, message }: FormState) {
  if (!stale) return page(conflictView, { message, version: null, files: [] });
  const typed = Files.parse(stale.typed).files;
  const standing = Files.parse(stale.standing).files;
  const paths = [...new Set([...standing, ...typed].map(({ path }) => path))];
  const textIn = (files: typeof typed, wanted: string) => files.find(({ path }) => path === wanted)?.content ?? '';
  const files = paths.map((path) => {
    const [mine, other] = [textIn(typed, path), textIn(standing, path)];
    return { path, typed: mine, standing: other, differs: mine !== other };
  });
  return page(conflictView, { message, version: stale.version, files });
}
