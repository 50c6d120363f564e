import type { JWTPayload } from 'jose';
import type { Addresses } from '../advantage/dialect.ts';
import { claim, scope, scopes } from './claim-names.ts';
import type { Place } from './flavour.ts';

/** Where grades go: `lineitem` is there when exactly one column belongs to the activity. */
export function gradeEndpoint(place: Place, addresses: Addresses, more: object = {}): JWTPayload {
  const { lms, tool, activity, message } = place;
  const columns = lms.columns.filter(({ activityId }) => activityId === activity.id);
  const [column] = columns;
  const isCoupled = message !== 'LtiDeepLinkingRequest' && columns.length === 1 && column;
  return {
    [claim.endpoint]: {
      scope: scopes.filter((word) => word.includes('lti-ags') && tool.scopes.includes(word)),
      lineitems: addresses.lineItems(place),
      ...(isCoupled ? { lineitem: addresses.lineItem(place, column.id) } : {}),
      ...more,
    },
  };
}

/** Groups are for tools that may see them. */
export const groupsClaim = (place: Place, addresses: Addresses): JWTPayload =>
  place.tool.scopes.includes(scope.groups)
    ? {
        [claim.groupsService]: {
          scope: [scope.groups],
          context_groups_url: addresses.groups(place),
          context_group_sets_url: addresses.groupSets(place),
          service_versions: ['1.0'],
        },
      }
    : {};
