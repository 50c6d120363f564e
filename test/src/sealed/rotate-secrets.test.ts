import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { createKeyring } from '#src/keys/keyring.ts';
import { secretOf } from '#src/keys/secret.ts';
import type { Rotation } from '#src/sealed/rotate-secrets.ts';
import { sealedColumns } from '#src/sealed/sealed-columns.ts';
import { anOrganization } from '../../support/app.ts';
import { anInstallation, secrets, type Installation } from '../backup/installation.ts';

const purpose = 'sample-secret';
const both = `${secrets.second},${secrets.first}`;
const [old, newest, other] = [secrets.first, secrets.second, secrets.other].map((secret) => ({
  ring: createKeyring([secret]),
  id: secretOf(secret).id,
}));

let installation: Installation;
let app: App;
let organizations: string[];

beforeAll(async () => {
  installation = await anInstallation();
  app = await installation.open({ secretKey: both });
  organizations = [(await anOrganization(app)).id, (await anOrganization(app)).id];
}, 120_000);
afterAll(async () => {
  await app?.stop();
  await installation?.remove();
});
beforeEach(() => installation.sql('delete from sample'));

async function addRow(sealed: (id: string) => string, organization = 0) {
  const id = randomUUID();
  await installation.sql(`insert into sample (id, organization_id, text, sealed_secret) values ($1, $2, 'a row', $3)`, [
    id,
    organizations[organization],
    sealed(id),
  ]);
  return id;
}

/** Rows of the first organization, sealed with the old secret; what each holds is its own id. */
async function addRows(count: number) {
  const ids = Array.from({ length: count }, () => randomUUID());
  await installation.sql(
    `insert into sample (id, organization_id, text, sealed_secret) select id::uuid, $1, id, sealed from unnest($2::text[], $3::text[]) as row(id, sealed)`,
    [organizations[0], ids, ids.map((id) => old!.ring.seal(purpose, id, id))],
  );
  return ids;
}

const stored = () =>
  installation.sql<{ id: string; sealed: string }>(
    'select id, sealed_secret as sealed from sample where sealed_secret is not null',
  );
const rotate = (options: Parameters<Installation['admin']>[1] = {}) =>
  installation.admin(['rotate-secrets', '--json'], { secretKey: both, ...options });
type Answer = Rotation & { removable: string[] };

describe('npm run admin -- rotate-secrets', () => {
  it('seals everything of every organization with the newest secret, while the application reads both', async () => {
    await addRows(450);
    const elsewhere = await addRow((id) => old!.ring.seal(purpose, id, id), 1);
    const current = await addRow((id) => newest!.ring.seal(purpose, id, id));
    const untouched = (await stored()).find(({ id }) => id === current);
    const reading = readAgainAndAgain();
    const { code, json } = await rotate();
    expect(await reading.stop()).toBeGreaterThan(0);
    expect({ code, ...(json() as Answer) }).toMatchObject({
      code: 0,
      resealed: { sample: 451 },
      unreadable: [],
      held: 0,
      removable: [old!.id],
    });
    const rows = await stored();
    for (const { id, sealed } of rows) expect(newest!.ring.open(purpose, sealed, id)).toBe(id);
    expect(rows.map(({ id }) => id)).toContain(elsewhere);
    expect(rows).toContainEqual(untouched);
  });

  it('interrupted in the middle, leaves every row readable, and goes on from there', async () => {
    await addRows(450);
    const cut = await rotate({ say: failAfter(2) });
    expect(cut.code).toBe(1);
    const half = await stored();
    expect(half.filter(({ sealed }) => newest!.ring.isCurrent(sealed))).toHaveLength(400);
    for (const { id, sealed } of half) expect(app.kernel.keys.open(purpose, sealed, id)).toBe(id);
    expect((await rotate()).json()).toMatchObject({ resealed: { sample: 50 } });
    expect((await rotate()).json()).toMatchObject({ resealed: {}, removable: [old!.id] });
  });

  it('names each row that cannot be opened and the secret that is missing, and seals the others', async () => {
    const lost = await addRow((id) => other!.ring.seal(purpose, id, id));
    const damaged = await addRow(() => old!.ring.seal(purpose, 'of another row', randomUUID()));
    await addRows(250);
    const { code, json } = await rotate();
    const { unreadable, ...answer } = json() as Answer;
    expect({ code, ...answer }).toMatchObject({ code: 1, resealed: { sample: 250 }, held: 0, removable: [] });
    expect(unreadable).toHaveLength(2);
    expect(unreadable).toEqual(
      expect.arrayContaining([
        { table: 'sample', id: lost, keyId: other!.id, isKeyMissing: true },
        { table: 'sample', id: damaged, keyId: old!.id, isKeyMissing: false },
      ]),
    );
    const { text } = await installation.admin(['rotate-secrets'], { secretKey: both });
    expect(text).toContain(`sample ${lost} cannot be opened: SECRET_KEY lacks the secret with key id ${other!.id}`);
    expect(text).toContain('Take no secret off SECRET_KEY yet');
  });

  it('waits for a row that somebody else holds, and does not overwrite what they write', async () => {
    const id = await addRow((id) => old!.ring.seal(purpose, id, id));
    const theirs = newest!.ring.seal(purpose, 'what they wrote', id);
    const holding = installation.sql(
      `begin; select 1 from sample for update; select pg_sleep(1); update sample set sealed_secret = '${theirs}'; commit`,
    );
    await new Promise((done) => setTimeout(done, 200));
    expect((await rotate()).json()).toMatchObject({ resealed: {}, held: 0, removable: [old!.id] });
    await holding;
    expect(await stored()).toEqual([{ id, sealed: theirs }]);
  });

  it('with one secret only, changes nothing and says how to make and place a new one', async () => {
    const [id] = await addRows(1);
    const before = await stored();
    const { code, text } = await installation.admin(['rotate-secrets']);
    expect({ code, text }).toEqual({
      code: 1,
      text: expect.stringMatching(/openssl rand[\s\S]*in front of the present one/),
    });
    expect(await stored()).toEqual(before);
    expect(before[0]?.id).toBe(id);
  });
});

describe('sealed columns', () => {
  it('are found by what their entities declare', () => {
    expect(sealedColumns(app.kernel.orm)).toContainEqual({
      table: 'sample',
      column: 'sealed_secret',
      purpose,
      inOrganizations: true,
      inInstallation: false,
    });
  });
});

/** Stops the command, from its own progress, after so many batches. */
function failAfter(batches: number) {
  let said = 0;
  return () => {
    said += 1;
    if (said === batches) throw new Error('stopped here');
  };
}

/** What an application with both secrets does meanwhile; throws, when stopped, for a row that it could not open. */
function readAgainAndAgain() {
  const stopping = new AbortController();
  let reads = 0;
  const run = async () => {
    while (!stopping.signal.aborted) {
      for (const { id, sealed } of await stored()) expect(app.kernel.keys.open(purpose, sealed, id)).toBe(id);
      reads += 1;
    }
    return reads;
  };
  const running = run();
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}
