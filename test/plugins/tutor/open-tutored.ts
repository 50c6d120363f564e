import type { TestStatus } from '#plugins/problems';
import { makeGrade } from '#plugins/grading';
import { gradeAnew } from '../../../plugins/grading/grading-jobs.ts';
import { writeHint } from '../../../plugins/tutor/writing/write-hint.ts';
import type { TestAppOptions } from '../../support/app.ts';
import { openClass, type Class } from '../assignments/open-class.ts';

type Person = Class['student'];

export interface ShownHint {
  readonly id: string;
  readonly number: number;
  readonly kind: string;
  readonly state: string;
  readonly source: string | null;
  readonly points: number;
  readonly parts: readonly { words: { key: string } | null; markdown: string }[];
  readonly lines: readonly { file: string; lineStart: number; lineEnd: number; code: string }[];
  readonly steps: readonly { words: { key: string } | null; markdown: string }[];
}

/** What the panel shows. */
export interface ShownHints {
  readonly hints: readonly ShownHint[];
  readonly left: number;
  readonly next: { readonly number: number; readonly kind: string; readonly points: number } | null;
  readonly without: string | null;
  readonly live: string | null;
}

interface AskedWith {
  readonly percent?: number;
  readonly code?: string;
}

const run = { signal: new AbortController().signal, attempt: 1 };
const signal = AbortSignal.timeout(600_000);

/** A class whose hints are written when the test says so. */
export async function openTutored(options: TestAppOptions = {}) {
  const place = await openClass(options);
  const { scope } = place;
  /** Where a problem of an assignment is worked on, or the problem itself. */
  const ask = async (who: Person, base: string, number: number, { percent, code }: AskedWith = {}) => {
    const files = code === undefined ? {} : { language: 'python', files: [{ path: 'main.py', content: code }] };
    const { status, data, text } = await who.post(`${base}/hint-requests`, { number, percent, ...files });
    return { status, text, shown: data as unknown as ShownHints };
  };
  return {
    ...place,
    ask,
    /** Writes all that were asked for. */
    write: async () => {
      const waiting = await scope.transaction(({ em, organization }) =>
        em.execute<{ id: string }[]>(`select id from hint_request where organization_id = ? and state = 'WRITING'`, [
          organization.id,
        ]),
      );
      for (const { id } of waiting) await writeHint(scope, id, signal);
    },
    /** The hints that the workspace takes from where they lie; undefined where it has no place for them. */
    seen: async (who: Person, page: string) => {
      const { data } = await who.read(page);
      const { panels } =
        ((data.work ?? data) as unknown as { panels: { name: string; data: { path: string } }[] }) ?? {};
      const panel = panels.find(({ name }) => name === 'hints');
      return panel && ((await who.read(panel.data.path)).data as unknown as ShownHints);
    },
    /** Sets the rules of an assignment as the form does. */
    rule: (assignmentId: string, rules: object) =>
      place.teacher.post(`/assignments/${assignmentId}/hints`, { version: 0, hints: 4, ...rules }),
    /** Hands something in that is judged at once: a share of the points, and how each test ended. */
    handIn: async (who: Person, assignmentId: string, judged: Judged) => {
      const { data } = await who.post(`/assignments/${assignmentId}/submissions`, {
        language: 'python',
        code: judged.code ?? 'print(3)',
      });
      await scope.transaction((inside) => judge(inside, data.id as string, judged));
      return data.id as string;
    },
    /** The grade as its jobs make it, and what stands in it. */
    gradeOf: async (who: Person, assignmentId: string) => {
      await makeGrade(scope, { assignmentId, userId: who.id });
      const [grade] = await scope.transaction(({ em }) =>
        em.execute<{ points: number | null; adjustments: { amount: number }[] }[]>(
          'select points::float8 as points, adjustments from grade where assignment_id = ? and user_id = ?',
          [assignmentId, who.id],
        ),
      );
      return grade;
    },
    gradeAnew: (assignmentId: string) => gradeAnew.job.run(scope as never, { assignmentId } as never, run),
  };
}

export type Tutored = Awaited<ReturnType<typeof openTutored>>;

interface Judged {
  readonly code?: string;
  /** Of four. */
  readonly points?: number;
  readonly status?: TestStatus;
  /** Of the sample. */
  readonly stderr?: string;
}

async function judge(
  { em, organization }: Class['scope'],
  id: string,
  { points = 0, status = 'wrong', stderr = '' }: Judged,
) {
  const verdict = points === 4 ? 'ACCEPTED' : status === 'timeLimit' ? 'TIMEOUT' : 'FAILED';
  await em.execute(
    `update submission set status = ?, points = ?, max_points = 4, total_tests = 2, judged_at = now() where id = ?`,
    [verdict, points, id],
  );
  for (const testId of ['one', 'two'])
    await em.execute(
      `insert into test_run (id, organization_id, submission_id, judgement, test_id, status, points, time_ms, stderr)
        values (gen_random_uuid(), ?, ?, 1, ?, ?, 0, 20, ?)`,
      [organization.id, id, testId, points === 4 ? 'passed' : status, testId === 'one' ? stderr : null],
    );
}
