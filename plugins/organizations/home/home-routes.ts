import { z } from 'zod';
import { everybody } from '#src/http/allow.ts';
import { page } from '#src/http/reply.ts';
import { get } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { loadPanels } from './home-panel.ts';
import { selectWelcome } from './select-welcome.ts';

const homeView = view(
  'organizations/home/home',
  z.object({
    organization: z.string(),
    name: z.string(),
    panels: z.array(z.object({ name: z.string(), template: z.string(), data: z.unknown() })),
  }),
);

const landingView = view(
  'organizations/home/landing',
  z.object({
    organization: z.string(),
    /** In front of the paths of pages for people who are not signed in. */
    entrance: z.string(),
    canSignUp: z.boolean(),
    /** Whose addresses may sign up, where not everybody's may. */
    emailDomain: z.string().nullable(),
  }),
);

const operatorHome = view('organizations/home/operator', z.object({}));

/** Where one arrives: what this is, or what to do next. */
export const homeRoutes = [
  get('/', {
    summary: 'Where one arrives',
    answer: homeView,
    allow: everybody,
    handle: async (scope) => {
      if (scope.actor.kind === 'anonymous') return landing(scope);
      return scope.actor.kind === 'user' ? home(scope, scope.actor.id) : page(operatorHome, {});
    },
  }),
];

async function landing(scope: Scope) {
  const { name, slug } = scope.organization;
  const welcome = await selectWelcome(scope);
  return page(landingView, { organization: name, entrance: `/o/${slug}`, ...welcome }, { title: name });
}

async function home(scope: Scope, userId: string) {
  const [person] = await scope.em.execute<{ name: string }[]>('select name from "user" where id = ?', [userId]);
  const panels = await loadPanels(scope);
  return page(homeView, { organization: scope.organization.name, name: person?.name ?? '', panels });
}
