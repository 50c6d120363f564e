import { Refusal } from '../answer.ts';
import { mediaTypes } from '../media-types.ts';
import { numberIn, withQuery, type PageOf } from '../page-of.ts';
import type { Dialect } from '../dialect.ts';
import { moodleAddresses } from './addresses.ts';
import { moodleLineItems } from './line-items.ts';
import { moodleMembers } from './members.ts';
import { moodleScores } from './scores.ts';

/** The services as Moodle 4.5 has them, with what it does in its own way. */
export const moodleDialect: Dialect = {
  addresses: moodleAddresses,
  contextId: (courseId) => courseId,
  resourceLinkId: (activityId) => activityId,
  admit(req, tool, resource, types) {
    const number = req.params['tool'] ?? req.query['type_id'];
    if (number !== undefined && number !== String(tool.number)) throw new Refusal(401, '');
    const said = req.method === 'GET' ? req.headers.accept : req.headers['content-type']?.split(';')[0];
    if (!said || types.length === 0 || types.includes(said)) return;
    if (req.method === 'GET' && said.includes('*/*') && resource !== 'lineItems') return;
    throw new Refusal(400, 'No context or unsupported content type');
  },
  refused: ({ status, message }, req, resource) =>
    resource === 'scores'
      ? { status, body: [], type: mediaTypes.score }
      : {
          status,
          type: 'application/json',
          body: {
            status,
            reason: message,
            request: {
              method: req.method,
              url: req.originalUrl,
              accept: req.headers.accept,
              contentType: req.headers['content-type'],
            },
          },
        },
  lineItems: moodleLineItems,
  scores: moodleScores,
  results: {
    pageSize: null,
    shown(place, column, grade) {
      const url = moodleAddresses.lineItem(place, column.id);
      const results = url.replace('/lineitem?', '/lineitem/results?');
      return {
        id: `${results}&user_id=${grade.personId}`,
        userId: grade.personId,
        ...(grade.score === null ? {} : { resultScore: grade.score, resultMaximum: column.scoreMaximum }),
        ...(grade.comment ? { comment: grade.comment } : {}),
        scoreOf: url,
        timestamp: `${new Date(grade.timestamp).toISOString().slice(0, 19)}+00:00`,
      };
    },
  },
  memberships: moodleMembers,
  paging: (query, pageSize) => ({ from: numberIn(query['from']) ?? 0, limit: numberIn(query['limit']) ?? pageSize }),
  link: (url, page, resource) => {
    if (page.limit === 0) return null;
    return ['memberships', 'groups', 'groupSets'].includes(resource) ? nextLink(url, page) : curlyLinks(url, page);
  },
};

const nextLink = (url: string, { from, limit, total }: PageOf<unknown>) =>
  from + limit < total ? `<${withQuery(url, { limit, from: from + limit })}>; rel="next"` : null;

/** The gradebook's links are escaped as if for HTML, and quoted as in a novel. */
function curlyLinks(url: string, { from, limit, total }: PageOf<unknown>) {
  const isOutside = from >= total;
  const places: (readonly [string, number] | null)[] = [
    ['first', 0],
    from > 0 && !isOutside ? ['prev', Math.max(from - limit, 0)] : null,
    ['canonical', from],
    from + limit < total && !isOutside ? ['next', from + limit] : null,
    ['last', Math.max(total - limit + 1, 0)],
  ];
  return places
    .filter((place) => place !== null)
    .map(([rel, at]) => `<${withQuery(url, { limit, from: at }).replaceAll('&', '&amp;')}>; rel=“${rel}”`)
    .join(', ');
}
