import type { Scope } from '#src/scope/scope.ts';
import { rulesOf, type Rules, type RulesRow } from './rules.ts';
import { rulesColumns, rulesJoin } from './rules-sql.ts';

const query = `select ${rulesColumns} from assignment a join enrollment e on e.course_id = a.course_id ${rulesJoin}
  where a.organization_id = ? and a.id = ? and e.user_id = ?`;

/**
 * The rules of an assignment for one person: dates, attempts, minutes, percentage steps and policy, with the extensions that they
 * have now. Null for whoever never was in its course. One statement.
 */
export async function selectRules(
  { em, organization }: Scope,
  { assignmentId, userId }: { readonly assignmentId: string; readonly userId: string },
): Promise<Rules | null> {
  const [row] = await em.execute<RulesRow[]>(query, [organization.id, assignmentId, userId]);
  return row ? rulesOf(row) : null;
}
