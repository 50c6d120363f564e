import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { ApiToken } from '#src/people/api-token.entity.ts';
import { createOrganization } from '#src/people/create-organization.ts';
import { Session } from '#src/people/session.entity.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { anInstallationScope, aScope, openTestApp } from '../support/app.ts';

let app: App;
let scope: Scope;
beforeAll(async () => {
  app = await openTestApp();
  scope = await aScope(app);
});
afterAll(() => app.stop());

const minutes = (count: number) => new Date(Date.now() + count * 60_000);
const newHash = () => createHash('sha256').update(randomBytes(32)).digest('hex');

/** Asks a look-up as the application does before it knows an organization. */
const lookUp = (name: string, key: string | null) =>
  anInstallationScope(app).transaction((inside) =>
    inside.em.execute<Record<string, unknown>[]>(`select * from ${name}(?)`, [key]),
  );

const aPerson = (more: object = {}) =>
  scope.transaction(async ({ em }) => {
    const user = em.create(User, {
      name: 'Ada',
      roles: ['learner', 'mentor'],
      locale: 'de',
      timeZone: 'Europe/Berlin',
      ...more,
    } as never);
    await em.flush();
    return user;
  });

interface Kind {
  readonly find: 'find_session' | 'find_signed_in_session' | 'find_api_token';
  readonly entity: typeof Session | typeof ApiToken;
  readonly fresh: object;
  /** The property that remembers the last use. */
  readonly used: string;
}

const kinds: readonly Kind[] = [
  {
    find: 'find_session',
    entity: Session,
    fresh: { expiresAt: minutes(60), lastSeenAt: minutes(-1) },
    used: 'lastSeenAt',
  },
  {
    find: 'find_signed_in_session',
    entity: Session,
    fresh: { expiresAt: minutes(60), lastSeenAt: minutes(-1) },
    used: 'lastSeenAt',
  },
  {
    find: 'find_api_token',
    entity: ApiToken,
    fresh: { expiresAt: minutes(60), name: 'a program', scopes: ['read'] },
    used: 'lastUsedAt',
  },
];

describe.each(kinds)('$find', ({ find, entity, fresh, used }) => {
  const made = async (more: object = {}, person?: User) => {
    const user = person ?? (await aPerson());
    const tokenHash = newHash();
    const id = await scope.transaction(async ({ em }) => {
      const row = em.create(
        entity as typeof Session,
        { ...fresh, user: em.getReference(User, user.id), tokenHash, ...more } as never,
      );
      await em.flush();
      return row.id;
    });
    return { id, tokenHash, user };
  };
  const lastUse = async (id: string) => {
    const row = await scope.transaction(({ em }) => em.findOneOrFail(entity as typeof Session, id));
    return (row as unknown as Record<string, Date | null>)[used]?.getTime();
  };

  it('finds the one row of its key, with whom it belongs to', async () => {
    const { id, tokenHash, user } = await made();
    await made();
    const rows = await lookUp(find, tokenHash);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      id,
      organization_id: scope.organization.id,
      user_id: user.id,
      roles: ['learner', 'mentor'],
      locale: 'de',
      time_zone: 'Europe/Berlin',
    });
  });

  it.each([
    ['that is revoked', { revokedAt: minutes(-1) }],
    ['that has expired', { expiresAt: minutes(-1) }],
  ])('does not find one %s', async (_, more) => {
    expect(await lookUp(find, (await made(more)).tokenHash)).toEqual([]);
  });

  it('does not find one of a suspended person', async () => {
    const { tokenHash } = await made({}, await aPerson({ suspendedAt: minutes(-1) }));
    expect(await lookUp(find, tokenHash)).toEqual([]);
  });

  it('does not find near misses', async () => {
    const { tokenHash } = await made();
    const misses = [
      tokenHash.toUpperCase(),
      tokenHash.slice(0, -1),
      `${tokenHash} `,
      `${tokenHash.slice(0, 8)}%`,
      '%',
      '_'.repeat(64),
      '',
      `' or true --`,
      null,
    ];
    for (const miss of misses) expect(await lookUp(find, miss)).toEqual([]);
  });

  it.each([
    ['was just used', -4, false],
    ['was used six minutes ago', -6, true],
  ])('remembers its use again when it %s: %p minutes, %p', async (_, ago, refreshed) => {
    const before = minutes(ago);
    const { id, tokenHash } = await made({ [used]: before });
    await lookUp(find, tokenHash);
    const after = await lastUse(id);
    if (refreshed) expect(Math.abs(Date.now() - after!)).toBeLessThan(30_000);
    else expect(after).toBe(before.getTime());
  });

  it('remembers the use of the one that was asked for only', async () => {
    const before = minutes(-6);
    const [asked, other] = [await made({ [used]: before }), await made({ [used]: before })];
    await lookUp(find, asked.tokenHash);
    expect(await lastUse(other.id)).toBe(before.getTime());
  });
});

describe.each(['find_session', 'find_signed_in_session'])('%s', (find) => {
  const aSession = async (more: object) => {
    const user = await aPerson();
    const tokenHash = newHash();
    await scope.transaction(
      async ({ em }) =>
        void em.create(Session, {
          user: em.getReference(User, user.id),
          tokenHash,
          expiresAt: minutes(60),
          ...more,
        } as never),
    );
    return lookUp(find, tokenHash);
  };

  it('does not find one that nobody has used for twelve hours', async () => {
    expect(await aSession({ lastSeenAt: minutes(-12 * 60 - 1) })).toEqual([]);
    expect(await aSession({ lastSeenAt: minutes(-12 * 60 + 1) })).toHaveLength(1);
  });
});

describe('find_api_token', () => {
  it('says what the token may do, and remembers its first use', async () => {
    const user = await aPerson();
    const tokenHash = newHash();
    await scope.transaction(
      async ({ em }) =>
        void em.create(ApiToken, {
          user: em.getReference(User, user.id),
          tokenHash,
          name: 'a program',
          scopes: ['grades:read'],
          expiresAt: minutes(60),
        } as never),
    );
    expect(await lookUp('find_api_token', tokenHash)).toMatchObject([{ scopes: ['grades:read'] }]);
    const { lastUsedAt } = await scope.transaction(({ em }) => em.findOneOrFail(ApiToken, { tokenHash }));
    expect(Math.abs(Date.now() - lastUsedAt!.getTime())).toBeLessThan(30_000);
  });
});

describe('find_organization_by_slug and find_organization_by_host_name', () => {
  const word = randomUUID().slice(0, 8);
  const hostName = `code-${word}.example.edu`;
  beforeAll(async () => {
    await createOrganization(anInstallationScope(app), { slug: `school-${word}`, name: 'School', hostName });
  });

  it('find the one organization', async () => {
    expect(await lookUp('find_organization_by_slug', `school-${word}`)).toMatchObject([
      { slug: `school-${word}`, name: 'School' },
    ]);
    expect(await lookUp('find_organization_by_host_name', hostName.toUpperCase())).toMatchObject([
      { slug: `school-${word}` },
    ]);
  });

  it('do not find near misses', async () => {
    for (const miss of [`School-${word}`, `school-${word}x`, 'school-%', '%', '', null])
      expect(await lookUp('find_organization_by_slug', miss)).toEqual([]);
    for (const miss of ['example.edu', `${hostName}.`, `x.${hostName}`, '%', '', null])
      expect(await lookUp('find_organization_by_host_name', miss)).toEqual([]);
  });
});
