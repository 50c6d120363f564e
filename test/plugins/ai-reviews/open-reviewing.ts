import type { App } from '#src/app.ts';
import { openTestApp } from '../../support/app.ts';
import { openModelServer } from '../../support/model-server.ts';
import { addressOf } from './judged-work.ts';

export type ModelServer = Awaited<ReturnType<typeof openModelServer>>;

export interface Reviewing {
  readonly app: App;
  readonly address: string;
  readonly server: ModelServer;
  close(): Promise<void>;
}

/** The application, answering, with a model beside it. */
export async function openReviewing(): Promise<Reviewing> {
  const server = await openModelServer();
  const app = await openTestApp({ environment: { OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: server.url } });
  return {
    app,
    address: await addressOf(app),
    server,
    async close() {
      await app.stop();
      await server.close();
    },
  };
}
