import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { firstActivities } from './add-tool.ts';
import { allFailures, endpoints, type Endpoint } from './failures.ts';
import { loadSaved, writeSaved } from './saved.ts';
import { pageRoutes } from './pages/page-routes.ts';
import { makeKeys, rotate } from './platform-keys.ts';
import type { PracticeLms, PracticeLmsOptions } from './practice-lms.ts';
import { courses } from './courses.ts';
import { people } from './people.ts';
import { beginRegistration } from './protocol/register.ts';
import { protocolRoutes } from './protocol/protocol-routes.ts';
import type { Lms } from './state.ts';
import { addActivityByHand, addToolByHand } from './add-by-hand.ts';
import { registerTool } from './register-tool.ts';
import { activityPath, launchPath } from './paths.ts';

/** Starts a platform of its own and waits until it listens. Throws an Error when the port is taken. */
export async function openPracticeLms(options: PracticeLmsOptions = {}): Promise<PracticeLms> {
  const { port = 0, host = '127.0.0.1' } = options;
  const app = express().disable('x-powered-by');
  const server = app.listen(port, host);
  await once(server, 'listening');
  const close = async () => {
    server.closeAllConnections();
    await new Promise<void>((done) => server.close(() => done()));
  };
  try {
    const lms = await begin(`http://${host}:${(server.address() as AddressInfo).port}`, options);
    app.use(protocolRoutes(lms), pageRoutes(lms));
    return { ...face(lms), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function begin(address: string, { issuer = address, flavour = 'moodle', dataFile, ...rest }: PracticeLmsOptions) {
  const saved = dataFile ? await loadSaved(dataFile, issuer) : null;
  const lms: Lms = {
    address,
    issuer,
    flavour,
    storageTarget: rest.storageTarget ?? 'post_message_forwarding',
    keys: saved?.keys ?? (await makeKeys()),
    tools: [...(saved?.tools ?? [])],
    activities: (saved?.tools ?? []).flatMap(firstActivities),
    failures: new Set(),
    slowSeconds: 3,
    launches: new Map(),
    pending: new Map(),
    seenAssertions: new Map(),
    accessTokens: new Map(),
    requests: Object.fromEntries(Object.keys(endpoints).map((name) => [name, 0])) as Record<Endpoint, number>,
    changeClaims: null,
    save: async () => (dataFile ? writeSaved(dataFile, lms) : undefined),
  };
  await lms.save();
  return lms;
}

function face(lms: Lms): Omit<PracticeLms, 'close'> {
  return {
    address: lms.address,
    issuer: lms.issuer,
    people,
    courses,
    tools: lms.tools,
    activities: lms.activities,
    requests: lms.requests,
    accessTokens: lms.accessTokens,
    registerTool: (registrationUrl, options) => registerTool(lms, registrationUrl, options?.flavour ?? lms.flavour),
    registrationAddress: (registrationUrl, options) =>
      beginRegistration(lms, registrationUrl, options?.flavour ?? lms.flavour),
    addTool: (tool) => addToolByHand(lms, tool),
    addActivity: (activity) => addActivityByHand(lms, activity),
    activityPath,
    launchPath,
    fail(...failures) {
      for (const failure of failures) lms.failures.add(failure);
    },
    mend(...failures) {
      for (const failure of failures.length > 0 ? failures : allFailures) lms.failures.delete(failure);
    },
    setSlowSeconds(seconds) {
      lms.slowSeconds = seconds;
    },
    changeClaims(change) {
      lms.changeClaims = change;
    },
    rotateKeys: async ({ forget = false } = {}) => {
      await rotate(lms.keys, { forget });
      await lms.save();
    },
  };
}
