import type { Scope } from '#src/scope/scope.ts';
import { namelessPerson } from '../person-name.ts';
import type { Member } from '../advantage/member.ts';
import { nameOf } from './compare-roster.ts';

const make = `
  with given as (
    select gen_random_uuid() as id, g.* from jsonb_to_recordset(?::jsonb) as g(subject text, name text)
    where (select i.id from identity i where i.kind = 'lti' and i.provider = ? and i.subject = g.subject) is null
    order by g.subject
  ), made as (
    insert into identity (id, organization_id, user_id, kind, provider, subject)
    select gen_random_uuid(), ?, id, 'lti', ?, subject from given
    on conflict do nothing
    returning user_id
  )
  insert into "user" (id, organization_id, name, roles)
  select id, ?, name, '{learner}' from given join made on made.user_id = given.id`;

/**
 * Makes whoever the platform never sent before, to be found by their `sub` when they launch (NRPS-11), but for those whom a launch
 * makes at the same instant. An address stays with the platform until they come: nobody is known by one. One statement.
 */
export async function makePeople({ em, organization }: Scope, platformId: string, members: readonly Member[]) {
  if (members.length === 0) return;
  const given = members.map((member) => ({
    subject: member.userId,
    name: nameOf(member) ?? namelessPerson(member.userId),
  }));
  await em.execute(make, [JSON.stringify(given), platformId, organization.id, platformId, organization.id]);
}

/** Each person is looked up first, by the index: a database without statistics would try every pair of people instead. */
const rename = `
  with found as materialized (
    select i.user_id, g.name from jsonb_to_recordset(?::jsonb) as g(subject text, name text)
    cross join lateral (
      select i.user_id from identity i where i.kind = 'lti' and i.provider = ? and i.subject = g.subject limit 1
    ) i
  )
  update "user" u set name = f.name from found f where u.id = f.user_id and u.name <> f.name and u.erased_at is null`;

/** Names as the platform says them now; one that it keeps to itself stays. One statement. */
export async function keepNames({ em }: Scope, platformId: string, members: readonly Member[]) {
  const given = members.flatMap((member) => {
    const name = nameOf(member);
    return name === null || !member.isActive ? [] : [{ subject: member.userId, name }];
  });
  if (given.length > 0) await em.execute(rename, [JSON.stringify(given), platformId]);
}
