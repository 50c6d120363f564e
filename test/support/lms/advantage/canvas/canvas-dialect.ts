import { canvasContextId, canvasResourceLinkId, legacyUserId, uuidOf } from '../../flavours/canvas-ids.ts';
import { claim } from '../../flavours/claim-names.ts';
import { canvasRoles } from '../../flavours/roles.ts';
import { fullName } from '../../people.ts';
import { Refusal } from '../answer.ts';
import { numberIn, withQuery } from '../page-of.ts';
import type { Dialect } from '../dialect.ts';
import { canvasAddresses } from './addresses.ts';
import { canvasLineItems } from './line-items.ts';
import { canvasScores } from './scores.ts';

const longestPage = 100;

/** The services as Canvas has them: everything in pages, also where nobody asked for it. */
export const canvasDialect: Dialect = {
  addresses: canvasAddresses,
  contextId: canvasContextId,
  resourceLinkId: canvasResourceLinkId,
  admit(req, _tool, _resource, types) {
    if (!req.headers['user-agent']) throw new Refusal(403, 'A User-Agent is required');
    if (req.method === 'GET' || types.length === 0) return;
    const said = req.headers['content-type']?.split(';')[0] ?? '';
    if (said !== 'application/json' && !types.includes(said)) throw new Refusal(400, `Cannot read ${said}`);
  },
  refused: ({ status, message }) => ({
    status,
    type: 'application/json',
    ...(message ? { body: { errors: { type: typeOf(status), message } } } : {}),
  }),
  lineItems: canvasLineItems,
  scores: canvasScores,
  results: {
    pageSize: 10,
    shown: (place, column, grade) => ({
      id: `${canvasAddresses.lineItem(place, column.id)}/results/${grade.personId}`,
      userId: uuidOf(grade.personId),
      ...(grade.score === null ? {} : { resultScore: grade.score }),
      resultMaximum: column.scoreMaximum,
      scoreOf: canvasAddresses.lineItem(place, column.id),
    }),
  },
  memberships: {
    pageSize: 50,
    lists: () => true,
    roles: (part) => canvasRoles[part].filter((role) => role.includes('/membership')),
    shown: ({ lms }, { person, enrolment }) => ({
      status: enrolment.status,
      name: fullName(person),
      picture: `${lms.address}/picture.svg`,
      given_name: person.givenName,
      family_name: person.familyName,
      email: person.email,
      ...(person.sourcedId ? { lis_person_sourcedid: person.sourcedId } : {}),
      user_id: uuidOf(person.id),
      lti11_legacy_user_id: legacyUserId(person.id),
      roles: canvasDialect.memberships.roles(enrolment.part),
    }),
    message: (_place, { person }) => ({
      [claim.messageType]: 'LtiResourceLinkRequest',
      locale: 'en',
      [claim.custom]: {},
      [claim.lti11LegacyUserId]: legacyUserId(person.id),
      [claim.lti1p1]: { user_id: legacyUserId(person.id) },
    }),
  },
  paging: (query, pageSize) => {
    const limit = Math.min(numberIn(query['limit']) || numberIn(query['per_page']) || (pageSize ?? 10), longestPage);
    return { from: (Math.max(numberIn(query['page']) ?? 1, 1) - 1) * limit, limit };
  },
  link(url, { from, limit, total }) {
    const here = from / limit + 1;
    const last = Math.max(Math.ceil(total / limit), 1);
    const places: readonly (readonly [string, number])[] = [
      ['current', here],
      ...(here < last ? [['next', here + 1] as const] : []),
      ...(here > 1 ? [['prev', here - 1] as const] : []),
      ['first', 1],
      ['last', last],
    ];
    const address = (page: number) => withQuery(url, { limit: null, page, per_page: limit });
    return places.map(([rel, page]) => `<${address(page)}>; rel="${rel}"`).join(',');
  },
};

const typeOf = (status: number) =>
  ({ 400: 'bad_request', 401: 'unauthorized', 403: 'forbidden', 404: 'not_found', 422: 'unprocessable_entity' })[
    status
  ] ?? 'error';
