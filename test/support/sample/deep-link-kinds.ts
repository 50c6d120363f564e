import { deepLinkItem, type DeepLinkKind, type DeepLinkPlace, type DeepLinkSearch } from '#lti';
import { markdown } from '#src/markdown/markdown.ts';
import type { Scope } from '#src/scope/scope.ts';
import { Sample } from './sample.entity.ts';

/** What the tests' own plugin offers to an LMS: one kind of each type, whose rows are samples that begin with its noun. */
const words = { label: 'courses.title', untitled: 'courses.untitled' };

interface Row {
  readonly id: string;
  readonly title: string;
}

const all = (noun: string) => ({
  async list({ em, organization }: Scope, _place: DeepLinkPlace, search: DeepLinkSearch) {
    const pattern = `${noun}: %${search.words ?? ''}%`;
    const rows = await em.execute<Row[]>(
      `select id, substr(text, ?) as title from sample where organization_id = ? and text like ? order by created_at, text limit ?`,
      [noun.length + 3, organization.id, pattern, search.limit],
    );
    return rows.map((row) => ({ ...row, ...(noun === 'task' && { scoreMaximum: 20, text: 'A task' }) }));
  },
});

const found = async ({ em }: Scope, id: string) =>
  /^[\w-]{36}$/.test(id) ? ((await em.findOne(Sample, { id }))?.text ?? null) : null;

const made =
  <M>(make: (text: string, scope: Scope) => M) =>
  async (scope: Scope, _place: DeepLinkPlace, id: string) => {
    const text = await found(scope, id);
    return text === null ? null : make(text, scope);
  };

const picture = { url: 'https://tool.example/icon.png', width: 16, height: 16 };
export const opensAt = new Date('2027-03-01T08:00:00Z');
export const closesAt = new Date('2027-03-08T22:59:59Z');

const kinds: readonly DeepLinkKind[] = [
  {
    ...words,
    ...all('task'),
    name: 'sample.task',
    type: 'ltiResourceLink',
    make: made(() => ({
      icon: picture,
      thumbnail: picture,
      window: { targetName: 'task', width: 900, height: 700 },
      iframe: { width: 800, height: 600 },
      custom: { level: '2' },
      lineItem: { scoreMaximum: 20, tag: 'grade', gradesReleased: true, submissionReview: { label: 'Look at it' } },
      available: { startDateTime: opensAt, endDateTime: null },
      submission: { endDateTime: closesAt },
      extensions: { 'https://tool.example/spec/level': 2 },
    })),
  },
  {
    ...words,
    ...all('page'),
    name: 'sample.page',
    type: 'link',
    make: made((_text, { url }) => ({
      url: url('/samples'),
      icon: picture,
      iframe: { src: url('/samples'), width: 640, height: 480 },
    })),
  },
  { ...words, ...all('note'), name: 'sample.note', type: 'html', make: made((text) => ({ html: markdown(text) })) },
  {
    ...words,
    ...all('report'),
    name: 'sample.report',
    type: 'file',
    mediaTypes: ['application/pdf'],
    make: made((_text, { url }) => ({ url: url('/samples/report.pdf'), expiresAt: closesAt })),
  },
];

export const sampleKinds = kinds.map(deepLinkItem);
