import express from 'express';
import type { App } from '#src/app.ts';
import { listen } from '#src/http/listen.ts';
import { publish } from '#src/http/live/publish.ts';
import { setFrameOrigins } from '#src/people/set-frame-origins.ts';
import type { Scope } from '#src/scope/scope.ts';
import { anInstallationScope, anOrganization, openTestApp, scopeIn } from '../support/app.ts';
import { Sample } from '../support/sample/sample.entity.ts';
import { sampleText } from '../support/sample/workspace-routes.ts';
import { aPerson } from '../support/web.ts';
import { serveFramingPage } from './framing-page.ts';

/** The application at http://localhost, a page of another site that may frame it, and one person with one sample. */
export async function openTool() {
  const framing = await serveFramingPage();
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const app = await openTestApp({ environment: { PUBLIC_URL: address } });
  const scope = await framedOrganization(app, framing.origin);
  const person = await aPerson(app, ['learner'], Promise.resolve(scope));
  const sampleId = await makeSample(scope, 'the first text');
  await app.serve({ port, host: '127.0.0.1' });
  return {
    address,
    framing,
    person,
    sampleId,
    /** Where people of the organization come before anybody knows who they are. */
    entrance: `${address}/o/${scope.organization.slug}`,
    change: (text: string) => changeSample(scope, sampleId, text),
    async close() {
      framing.close();
      await app.stop();
    },
  };
}

export type Tool = Awaited<ReturnType<typeof openTool>>;

export async function freePort() {
  const probe = await listen(express(), { port: 0, host: '127.0.0.1' });
  await probe.close();
  return probe.port;
}

async function framedOrganization(app: App, origin: string): Promise<Scope> {
  const { id } = await anOrganization(app);
  await setFrameOrigins(anInstallationScope(app), id, [origin]);
  return scopeIn(app, id);
}

const makeSample = (scope: Scope, text: string) =>
  scope.transaction(async ({ em }) => {
    const sample = em.create(Sample, { text } as never);
    await em.flush();
    return sample.id;
  });

const changeSample = (scope: Scope, id: string, text: string) =>
  scope.transaction(async (inside) => {
    await inside.em.nativeUpdate(Sample, { id }, { text });
    publish(inside, sampleText, { id });
  });
