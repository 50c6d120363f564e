import { languageName, readShown, type Statement } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import { isFinal, statusOf, verdictWords } from '../verdicts.ts';
import { readWait } from './read-line.ts';
import type { SubmissionRow } from './select-submission.ts';
import { verdictKind } from './kinds.ts';
import { testFields } from './test-fields.ts';
import type { VerdictFields } from './verdict-view.ts';

/** All that a person may see of a submission that they may see. `known` is a statement that was read already. */
export async function readVerdict(scope: Scope, row: SubmissionRow, known?: Statement): Promise<VerdictFields> {
  const statement = known?.versionId === row.versionId ? known : await readShown(scope, row.versionId);
  const isWaiting = row.verdict === 'PENDING' && row.obstacle === null;
  const runs = isWaiting ? [] : row.runs;
  const queue = isWaiting ? await readWait(scope, { userId: row.userId, at: new Date(row.acceptedAt) }) : null;
  const tests = testFields(row, statement, runs);
  const { verdict, reviewStatus } = row;
  const isUnjudged = verdict === 'ERROR' && row.obstacle !== null;
  return {
    ...facts(row),
    queue,
    tests,
    verdict,
    reviewStatus,
    userName: row.isOwn ? null : row.userName,
    status: statusOf(verdict, reviewStatus),
    isFinal: isFinal(verdict),
    outcome: isUnjudged ? 'none' : verdictWords[verdict],
    isUnjudged,
    kind: verdictKind(row),
    progress: isFinal(verdict) ? 100 : Math.floor((runs.length * 100) / Math.max(1, tests.length)),
    ended: runs.length,
    totalTests: tests.length,
    passedTests: runs.filter(({ status }) => status === 'passed').length,
    compileOutput: row.compileOutput || null,
    brokenRules: [...(row.brokenRules ?? [])],
    note: row.isKeeper ? row.note : null,
    cameFrom: row.ip === null ? null : { ip: row.ip, userAgent: row.userAgent },
    mayRetry: isUnjudged && (row.isOwn || row.isKeeper),
  };
}

const facts = (row: SubmissionRow) => ({
  id: row.id,
  problemId: row.problemId,
  problemTitle: row.problemTitle,
  userId: row.userId,
  language: row.language,
  languageName: languageName(row.language),
  obstacle: row.obstacle,
  points: row.points,
  maxPoints: row.maxPoints,
  timeMs: row.timeMs,
  memoryKb: row.memoryKb,
  acceptedAt: new Date(row.acceptedAt).toISOString(),
  startedAt: instant(row.startedAt),
  judgedAt: instant(row.judgedAt),
  archivedAt: instant(row.archivedAt),
});

const instant = (value: string | null) => value && new Date(value).toISOString();
