import { z } from 'zod';
import { invalid } from '#src/errors.ts';
import { signedInPeople } from '#src/http/allow.ts';
import { page } from '#src/http/reply.ts';
import { get } from '#src/http/route.ts';
import type { SourceFile } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { submissionsPath } from '../paths.ts';
import { readCode } from '../verdict/code-view.ts';
import { verdictKind } from '../verdict/kinds.ts';
import { selectSubmission } from '../verdict/select-submission.ts';

const Side = z.object({
  id: z.uuid(),
  problemTitle: z.string(),
  userName: z.string().nullable(),
  kind: z.string(),
  points: z.number(),
  maxPoints: z.number(),
  acceptedAt: z.iso.datetime(),
});

const comparisonView = view(
  'submissions/comparison',
  z.object({
    /** Null where nobody has chosen two. */
    one: Side.nullable(),
    other: Side.nullable(),
    files: z.array(z.object({ path: z.string(), isSame: z.boolean(), before: z.string(), after: z.string() })),
  }),
);

/** Any two submissions that one may see, beside each other. */
export const comparisonRoute = get(`${submissionsPath}/comparison`, {
  summary: 'The sources of two submissions, compared line by line',
  answer: comparisonView,
  query: z.object({ one: z.uuid().optional(), other: z.uuid().optional() }),
  allow: signedInPeople,
  async handle(scope, { query: chosen }) {
    if (!chosen.one || !chosen.other) return page(comparisonView, { one: null, other: null, files: [] });
    const [one, other] = [await readSide(scope, 'one', chosen.one), await readSide(scope, 'other', chosen.other)];
    return page(comparisonView, { one: one.side, other: other.side, files: pairs(one.files, other.files) });
  },
});

async function readSide(scope: Scope, field: string, id: string) {
  const row = await selectSubmission(scope, id);
  if (!row) throw invalid({ field, key: 'submissions.error.submission' });
  const { files } = await readCode(scope, row);
  const side = {
    id: row.id,
    problemTitle: row.problemTitle,
    userName: row.isOwn ? null : row.userName,
    kind: verdictKind(row),
    points: row.points,
    maxPoints: row.maxPoints,
    acceptedAt: new Date(row.acceptedAt).toISOString(),
  };
  return { side, files };
}

/** Files of the same path belong together; one that only one of them has is compared with nothing. */
function pairs(one: readonly SourceFile[], other: readonly SourceFile[]) {
  const paths = new Set([...one, ...other].map(({ path }) => path));
  const textIn = (files: readonly SourceFile[], path: string) =>
    files.find((file) => file.path === path)?.content ?? '';
  return [...paths].map((path) => {
    const [before, after] = [textIn(one, path), textIn(other, path)];
    return { path, before, after, isSame: before === after };
  });
}
