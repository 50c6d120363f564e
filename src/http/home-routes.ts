import { z } from 'zod';
import { view } from '#src/views.ts';
import { everybody } from './allow.ts';
import { page } from './reply.ts';
import { get } from './route.ts';

const homeView = view('kernel/home', z.object({ organization: z.string(), name: z.string().nullable() }));

/** A page to come to. */
export const homeRoutes = [
  get('/', {
    summary: 'Where one arrives',
    answer: homeView,
    allow: everybody,
    async handle(scope) {
      const { actor, organization, em } = scope;
      const [person] =
        actor.kind === 'user'
          ? await em.execute<{ name: string }[]>('select name from "user" where id = ?', [actor.id])
          : [];
      return page(homeView, { organization: organization.name, name: person?.name ?? null });
    },
  }),
];
