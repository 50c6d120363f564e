import { z } from 'zod';
import { operators } from '#src/http/allow.ts';
import { page, redirect } from '#src/http/reply.ts';
import { get, post } from '#src/http/route.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { forgetKeySet } from '../keys/keys-route.ts';
import { rotateToolKeys } from '../keys/tool-keys.ts';
import { keysUri } from '../tool-addresses.ts';
import { toolKeyStates } from '../tool-key.entity.ts';
import { keysPath } from './places.ts';

const Key = z.object({
  kid: z.string(),
  state: z.enum(toolKeyStates),
  madeAt: z.iso.datetime(),
  publishedUntil: z.iso.datetime().nullable(),
});

const keysView = view('lti/operator/keys', z.object({ url: z.string(), keys: z.array(Key) }));

interface KeyRow {
  readonly kid: string;
  readonly state: (typeof toolKeyStates)[number];
  readonly madeAt: string;
  readonly publishedUntil: string | null;
}

/** What signs now first, then what will, then what did; the newest twenty. */
const selectKeys = ({ em }: InstallationScope) =>
  em.execute<KeyRow[]>(
    `select kid, state, created_at as "madeAt", published_until as "publishedUntil" from lti_tool_key
      order by array_position(array['active', 'next', 'retired'], state), created_at desc limit 20`,
  );

/** The keys that sign what we send to platforms. */
export const keyRoutes = [
  get(keysPath, {
    tenant: 'none',
    summary: 'The keys that sign for Assay, and until when each is published',
    answer: keysView,
    allow: operators,
    async handle(scope) {
      const keys = (await selectKeys(scope)).map(({ madeAt, publishedUntil, ...key }) => ({
        ...key,
        madeAt: new Date(madeAt).toISOString(),
        publishedUntil: publishedUntil && new Date(publishedUntil).toISOString(),
      }));
      return page(keysView, { url: keysUri(scope), keys });
    },
  }),

  post(`${keysPath}/rotation`, {
    tenant: 'none',
    work: 'steps',
    summary: 'Signs with the next key from now on',
    body: z.object({}),
    allow: operators,
    async handle(scope) {
      await rotateToolKeys(scope);
      forgetKeySet(scope);
      return redirect(keysPath, { said: 'lti.operator.said.rotated' });
    },
  }),
];
