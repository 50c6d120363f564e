import type { Reason } from '#plugins/ai-reviews';
import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { HintContent } from '../hint-content.ts';
import type { HintKind, HintSource } from '../kinds.ts';
import type { hintStates } from '../hint-request.entity.ts';
import type { HintPlace } from './hint-place.ts';

export interface HintRow {
  readonly id: string;
  readonly number: number;
  readonly kind: HintKind;
  readonly state: (typeof hintStates)[number];
  readonly percent: number;
  readonly source: HintSource | null;
  readonly content: HintContent | null;
  readonly lacking: Reason | null;
  readonly isSent: boolean;
  readonly askedAt: string;
}

/** What somebody asked for at a place, and what those who teach there allow. */
export interface HintsOfPlace {
  /** In their order. */
  readonly hints: readonly HintRow[];
  /** Null where nobody has set anything. */
  readonly rules: { readonly hints: number; readonly percent: number } | null;
  readonly isSolved: boolean;
}

const query = `
  select (select json_build_object('hints', r.hints, 'percent', r.percent::float8) from hint_rules r
      where r.organization_id = $1 and r.assignment_id = $4) as rules,
    exists (select from submission s where s.organization_id = $1 and s.user_id = $2 and s.problem_id = $3
      and s.status = 'ACCEPTED' and ($4::uuid is null or s.place_id = $4)) as "isSolved",
    (select coalesce(json_agg(json_build_object('id', h.id, 'number', h.number, 'kind', h.kind, 'state', h.state,
        'percent', h.percent::float8, 'source', h.source, 'content', h.content, 'lacking', h.lacking,
        'isSent', h.sent is not null, 'askedAt', h.created_at) order by h.number), '[]')
      from hint_request h where h.organization_id = $1 and h.user_id = $2 and h.problem_id = $3
        and h.assignment_id is not distinct from $4) as hints`;

/** One statement; the caller has allowed the place. */
export async function selectHints({ em, organization }: Scope, place: HintPlace): Promise<HintsOfPlace> {
  const { userId, problemId, assignment } = place;
  const [row] = await prepared<HintsOfPlace>(em, query, [organization.id, userId, problemId, assignment?.id ?? null]);
  return { ...row!, isSolved: row!.isSolved || assignment?.isSolved === true };
}
