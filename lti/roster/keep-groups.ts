import type { Scope } from '#src/scope/scope.ts';
import type { ContextGroup } from './context-groups.ts';

const keep = `
  with given as (
    select distinct on (g.id) g.* from jsonb_to_recordset(?::jsonb)
      as g(id text, name text, tag text, "setId" text, "setName" text)
  ), gone as (
    delete from lti_group where context_id = ? and group_id not in (select id from given)
  )
  insert into lti_group as t (id, organization_id, context_id, group_id, name, tag, set_id, set_name)
  select gen_random_uuid(), ?, ?, id, name, tag, "setId", "setName" from given
  on conflict (context_id, group_id) do update
    set name = excluded.name, tag = excluded.tag, set_id = excluded.set_id, set_name = excluded.set_name
    where (t.name, t.tag, t.set_id, t.set_name) is distinct from (excluded.name, excluded.tag, excluded.set_id, excluded.set_name)`;

/** The groups of a context are exactly these. One statement. */
export const keepGroups = ({ em, organization }: Scope, contextId: string, groups: readonly ContextGroup[]) =>
  em.execute(keep, [JSON.stringify(groups), contextId, organization.id, contextId]);
