import { invalid } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { changeGroups } from './change-groups.ts';
import type { GroupRow } from './select-group.ts';

interface Chosen {
  readonly people: readonly string[];
  /** Pasted: an e-mail address or a name in each. */
  readonly lines: readonly string[];
}

interface Student {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

const students = `
  select u.id, lower(u.name) as name, lower(u.email) as email from enrollment e join "user" u on u.id = e.user_id
  where e.organization_id = ? and e.course_id = ? and e.role = 'learner' and e.left_at is null`;

/** Whoever comes into a group leaves any other of the same set. */
const leaveOthers = `
  delete from group_member m using course_group g
  where g.id = m.group_id and g.course_id = ? and g.set_name = ? and g.id <> ?
    and m.user_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`;

const join = `
  insert into group_member (id, organization_id, group_id, user_id)
  select gen_random_uuid(), ?, ?, value::uuid from jsonb_array_elements_text(?::jsonb)
  on conflict (group_id, user_id) do nothing`;

/**
 * Puts students of the course into a group, out of any other of its set. Throws DomainError `invalid` for nobody, and for lines
 * that name none of them or more than one; then nobody is moved.
 */
export const putInGroup = (scope: Scope, { id, courseId, setName }: GroupRow, { people, lines }: Chosen) =>
  changeGroups(scope, { courseId, setName }, async (inside) => {
    const { em, organization } = inside;
    const known = await em.execute<Student[]>(students, [organization.id, courseId]);
    const chosen = [...known.filter((one) => people.includes(one.id)).map((one) => one.id), ...named(known, lines)];
    if (chosen.length === 0) throw invalid({ field: 'people', key: 'courses.groups.error.nobody' });
    const ids = JSON.stringify([...new Set(chosen)]);
    await em.execute(leaveOthers, [courseId, setName, id, ids]);
    await em.execute(join, [organization.id, id, ids]);
  });

function named(known: readonly Student[], lines: readonly string[]): readonly string[] {
  const found = lines.map((line) => ({ line, matches: matching(known, line.toLowerCase()) }));
  const unclear = found.filter(({ matches }) => matches.length !== 1);
  if (unclear.length > 0) {
    const said = unclear.map(({ line }) => line).join(', ');
    throw invalid({ field: 'lines', key: 'courses.groups.error.unknown', parameters: { lines: said } });
  }
  return found.map(({ matches }) => matches[0]!.id);
}

/** An address is one person; a name may be several. */
const matching = (known: readonly Student[], line: string) =>
  known.filter(({ email, name }) => email === line || name === line);
