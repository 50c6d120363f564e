import type { TestStatus, Words } from '#plugins/problems';
import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { obstacles } from '../submission.entity.ts';
import type { ReviewStatus, Verdict } from '../verdicts.ts';
import { isReaderOfPlace } from './work-place.ts';

/** How one of its tests went. */
export interface TestRunRow {
  readonly testId: string;
  readonly status: TestStatus;
  readonly points: number;
  readonly timeMs: number | null;
  readonly memoryKb: number | null;
  /** With what follows null where the run is not shown. */
  readonly stdout: string | null;
  readonly stderr: string | null;
  readonly line: number | null;
  readonly words: Words | null;
}

/** A submission that the actor may see, without its source. */
export interface SubmissionRow {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly problemId: string;
  readonly problemTitle: string;
  readonly versionId: string;
  readonly language: string;
  readonly sourceHash: string;
  readonly verdict: Verdict;
  readonly reviewStatus: ReviewStatus | null;
  readonly points: number;
  readonly maxPoints: number;
  readonly totalTests: number;
  readonly passedTests: number;
  readonly timeMs: number | null;
  readonly memoryKb: number | null;
  readonly compileOutput: string | null;
  readonly brokenRules: readonly Words[] | null;
  readonly acceptedAt: string;
  readonly startedAt: string | null;
  readonly judgedAt: string | null;
  readonly archivedAt: string | null;
  readonly judgement: number;
  readonly obstacle: (typeof obstacles)[number] | null;
  readonly note: string | null;
  /** Where it was made; null for the problem itself. */
  readonly placeKind: string | null;
  readonly placeId: string | null;
  /** From where it was handed in, for who looks after the organization; null for everybody else, and once it is removed. */
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly isOwn: boolean;
  /** Whether the actor looks after the organization. */
  readonly isKeeper: boolean;
  /** How its tests went so far, in no order. */
  readonly runs: readonly TestRunRow[];
}

const runs = `
  select test_id as "testId", status, points::float8 as points, time_ms as "timeMs", memory_kb as "memoryKb", stdout, stderr, line, words
  from test_run where organization_id = $1 and submission_id = $2`;

/** Of the organization `$1` the submission `$2`, as `$3` may see it who is a `$4`. */
export const submissionQuery = `
  select s.id, s.user_id as "userId", u.name as "userName", s.problem_id as "problemId", p.title as "problemTitle",
    s.version_id as "versionId", s.language, s.source_hash as "sourceHash", s.status as verdict, s.review_status as "reviewStatus",
    s.points::float8 as points, s.max_points::float8 as "maxPoints", s.total_tests as "totalTests", s.passed_tests as "passedTests",
    s.time_ms as "timeMs", s.memory_kb as "memoryKb", s.compile_output as "compileOutput", s.broken_rules as "brokenRules",
    s.accepted_at as "acceptedAt", s.started_at as "startedAt", s.judged_at as "judgedAt", s.archived_at as "archivedAt", s.judgement, s.obstacle, s.note,
    s.place_kind as "placeKind", s.place_id as "placeId",
    case when $4 = 'keeper' then s.ip end as ip, case when $4 = 'keeper' then s.user_agent end as "userAgent",
    s.user_id = $3::uuid as "isOwn", $4 = 'keeper' as "isKeeper",
    (select coalesce(json_agg(r), '[]') from (${runs}) r) as runs
  from submission s join "user" u on u.id = s.user_id join problem p on p.id = s.problem_id
  where s.organization_id = $1 and s.id = $2 and (s.user_id = $3::uuid or p.author_id = $3::uuid or $4 <> 'person')`;

/**
 * Whoever made it, whoever wrote the problem, whoever looks after the organization, and whoever teaches where it was made may
 * see it [F1-16]; null for everybody else. One statement for all but the last.
 */
export async function selectSubmission(scope: Scope, id: string): Promise<SubmissionRow | null> {
  const { em, organization, actor } = scope;
  if (actor.kind !== 'user') return null;
  const may = isKeeper(scope) ? 'keeper' : 'person';
  const [row] = await prepared<SubmissionRow>(em, submissionQuery, [organization.id, id, actor.id, may]);
  if (row) return row;
  if (!(await isReaderOfPlace(scope, id))) return null;
  const [work] = await prepared<SubmissionRow>(em, submissionQuery, [organization.id, id, actor.id, 'reader']);
  return work ?? null;
}

/** The same for topics about a submission: those of one stream ask it together. */
export const allowSubmission = (scope: Scope, { submissionId }: { readonly submissionId: string }) =>
  selectSubmission(scope, submissionId);

/** Whether the actor looks after the organization, and so sees everybody's work. */
export const isKeeper = ({ actor }: Pick<Scope, 'actor'>) =>
  actor.kind === 'user' && (actor.roles.has('owner') || actor.roles.has('admin'));
