import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { claimKey } from '#src/http/idempotency/claim-key.ts';
import { aScope, openTestApp } from '../../../support/app.ts';

let app: App;
beforeAll(async () => void (app = await openTestApp()));
afterAll(() => app.stop());

describe('claiming a key', () => {
  it.each(['0', '7s'])('leaves how long the handler waits for locks as it was: %s', async (before) => {
    const scope = await aScope(app);
    const claim = { id: randomUUID(), personId: randomUUID(), fingerprint: 'of nothing', isForm: false, seconds: 60 };
    const after = await scope.transaction(async (inside) => {
      await inside.em.execute(`select set_config('lock_timeout', ?, true)`, [before]);
      expect(await claimKey(inside, claim)).toBeNull();
      const [row] = await inside.em.execute<{ lock_timeout: string }[]>('show lock_timeout');
      return row!.lock_timeout;
    });
    expect(after).toBe(before);
  });
});
