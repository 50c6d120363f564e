import { Router, type Request, type RequestHandler } from 'express';
import { DomainError, ProgrammingError } from '#src/errors.ts';
import { dispatch } from './dispatch.ts';
import { refuseEarly } from './refuse-early.ts';
import type { Route } from './route.ts';
import type { Web } from './web.ts';

/**
 * All routes, as pages and under /api, in a table by the first word of their paths: Express asks its routes one after the other,
 * and with all plugins that is every pattern of the application for each request.
 */
export function routeTable(kernel: Web): RequestHandler {
  const routes = kernel.plugins.flatMap((plugin) => plugin.routes);
  const odd = routes.find(({ path }) => path.startsWith('/:'));
  if (odd) throw new ProgrammingError(`The path ${odd.path} begins with a parameter. Begin it with a word.`);
  const table = new Map(
    [...Map.groupBy(routes, ({ path }) => wordOf(path))].map(([word, own]) => [word, mounted(kernel, own)]),
  );
  return (req, res, next) => {
    const router = table.get(wordOf(withoutApi(req)));
    return router ? router(req, res, next) : next();
  };
}

/** In the order of their declaration; for a path that is there with another method, the refusal that says so. */
function mounted(kernel: Web, routes: readonly Route[]): Router {
  const router = Router();
  for (const route of routes) router[route.method](pathsOf(route), dispatch(kernel, route));
  const wrongMethod = refuseEarly(kernel, () => new DomainError('methodNotAllowed', 'kernel.error.method'));
  for (const path of new Set(routes.flatMap(pathsOf))) router.all(path, wrongMethod);
  return router;
}

/** Every page is also the API; /api without a version is the newest. */
const pathsOf = ({ path }: Route) => [path, `/api/v1${path}`, `/api${path}`];

const withoutApi = ({ path }: Request) => path.replace(/^\/api(?:\/v1)?(?=\/|$)/i, '');

const wordOf = (path: string) => path.split('/', 2)[1]?.toLowerCase() ?? '';
