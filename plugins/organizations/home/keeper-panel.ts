import { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { openAt } from '../invitations/invitation-state.ts';
import { Invitation } from '../invitations/invitation.entity.ts';
import { keepers } from '../keepers.ts';
import { homePanel } from './home-panel.ts';

const keeperView = view(
  'organizations/home/keeper-panel',
  z.object({ members: z.int(), awaiting: z.int(), invited: z.int() }),
);

/** What waits for whoever looks after the organization. */
export const keeperPanel = homePanel({
  name: 'organization',
  view: keeperView,
  async load(scope) {
    if (!(await keepers(scope))) return null;
    const { em, organization } = scope;
    const [people] = await em.execute<{ members: number; awaiting: number }[]>(
      `select count(*) filter (where awaiting_approval_since is null)::int as members,
         count(*) filter (where awaiting_approval_since is not null)::int as awaiting
       from "user" where organization_id = ? and erased_at is null`,
      [organization.id],
    );
    return { members: 0, awaiting: 0, ...people, invited: await countInvited(scope) };
  },
});

const countInvited = (scope: Scope) => scope.em.count(Invitation, openAt(scope.now()));
