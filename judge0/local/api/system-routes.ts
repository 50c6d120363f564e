import os from 'node:os';
import { Router, type Request, type Response } from 'express';
import { statuses } from '../answers/statuses.ts';
import type { Language } from '../languages/language.ts';
import { needsUser } from './access.ts';
import type { Judge } from './judge.ts';
import { notFound } from './not-found.ts';
import { statisticsOf } from './statistics.ts';

const version = '1.13.1';

/** What the judge says of itself. */
export function systemRoutes(judge: Judge): Router {
  const routes = Router();
  const nothing = (_request: Request, response: Response) => void response.type('text/html').end();
  routes.get('/', nothing);
  routes.post('/authenticate', nothing);
  routes.post('/authorize', needsUser(judge), nothing);
  routes.get('/languages', (_request, response) => void response.json(usable(judge).map(named)));
  routes.get('/languages/all', (_request, response) => void response.json(judge.languages.map(withArchived)));
  routes.get('/languages/:id', (request, response) => showLanguage(judge, request, response));
  routes.get('/statuses', (_request, response) => void response.json(statuses));
  routes.get('/config_info', (_request, response) => {
    const { name, sentence } = judge.tier;
    response.json({ ...judge.settings.config, sandbox_tier: name, sandbox_sentence: sentence });
  });
  routes.get('/workers', (_request, response) => void response.json([workersOf(judge)]));
  routes.get('/about', (_request, response) => void response.json(about));
  routes.get('/version', (_request, response) => void response.type('text/plain').send(version));
  routes.get('/isolate', (_request, response) => void response.type('text/plain').send(`${judge.tier.sentence}\n`));
  routes.get('/license', (_request, response) => void response.type('text/plain').send('MIT\n'));
  routes.get('/statistics', (_request, response) => void response.json(statisticsOf(judge)));
  routes.get('/system_info', (_request, response) => void response.json(systemInfo()));
  return routes;
}

const about = {
  version,
  homepage: 'https://judge0.com',
  source_code: 'https://github.com/judge0/judge0',
  maintainer: 'The local judge of Assay, which speaks the API of Judge0',
};

const usable = (judge: Judge) => judge.languages.filter(({ isArchived }) => !isArchived);
const named = ({ id, name }: Language) => ({ id, name });
const withArchived = ({ id, name, isArchived }: Language) => ({ id, name, is_archived: isArchived });

function showLanguage(judge: Judge, request: Request, response: Response) {
  const language = judge.languages.find(({ id }) => String(id) === request.params.id);
  if (!language) return notFound(request, response);
  response.json({
    ...withArchived(language),
    source_file: language.sourceFile,
    compile_cmd: language.compileCommand,
    run_cmd: language.runCommand,
  });
}

function workersOf({ queue }: Judge) {
  const working = queue.working();
  return {
    queue: version,
    size: queue.waiting(),
    available: queue.slots,
    idle: queue.slots - working,
    working,
    paused: 0,
    failed: 0,
  };
}

/** Names of lscpu and free, as far as they are asked for. */
function systemInfo() {
  const gib = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)}Gi`;
  return {
    Architecture: os.machine(),
    'CPU(s)': String(os.availableParallelism()),
    'Model name': os.cpus()[0]?.model ?? '',
    Mem: gib(os.totalmem()),
    Available: gib(os.freemem()),
  };
}
