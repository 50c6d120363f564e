import { aSignedInPerson } from '../support/people.ts';
import { Sample } from '../support/sample/sample.entity.ts';
import { openBareExpress } from './bare-express.ts';
import { load, type Seen } from './load.ts';
import { quantile, type Report } from './report.ts';
import { measureStreams } from './streams.ts';
import { aScratchScope, withScratch, type Scratch } from './scratch.ts';

const seconds = 4;
const turns = 4;

/** A signed-in page with one list of 20 rows, beside the same page by hand in Express and `pg`. */
export default async function webBench(report: Report) {
  await withScratch((scratch) => measurePages(scratch, report));
  await measureStreams(report);
}

async function measurePages(scratch: Scratch, report: Report) {
  const app = await scratch.open({ works: false });
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  const origin = `http://127.0.0.1:${port}`;
  const authorizations = await signedInPeople(app);
  const html = await (
    await fetch(`${origin}/samples`, { headers: { authorization: authorizations[0]!, accept: 'text/html' } })
  ).text();
  const [before = '', after = ''] = html.split(/<h1>Samples[\s\S]*<\/ul>\n/);
  const peer = await openBareExpress(scratch.appUrl, { before, after });
  const plan = { path: '/samples', authorizations, connections: 50, seconds, rate: null };

  await load({ ...plan, origin, seconds: 2 });
  await load({ ...plan, origin: peer.origin, seconds: 2 });
  const ours: Seen[] = [];
  const theirs: Seen[] = [];
  // In turns: what slows the machine for a while slows both.
  for (let turn = 0; turn < turns; turn += 1) {
    ours.push(await load({ ...plan, origin }));
    theirs.push(await load({ ...plan, origin: peer.origin }));
  }
  const name = 'bare Express and pg, by hand';
  report({
    metric: 'list page, 50 connections',
    value: perSecond(ours),
    unit: 'requests/s',
    goal: null,
    peer: { name, value: perSecond(theirs) },
  });
  report({
    metric: 'list page, share of the peer',
    value: perSecond(ours) / perSecond(theirs),
    unit: '×',
    goal: { atLeast: 0.5 },
    peer: { name, value: 1 },
  });
  report({
    metric: 'list page, refused',
    value: total(ours, ({ failures }) => failures),
    unit: 'requests',
    goal: { atMost: 0 },
  });

  const calm = { ...plan, connections: 20, rate: 100, seconds: 8 };
  const [steady, bare] = [await load({ ...calm, origin }), await load({ ...calm, origin: peer.origin })];
  report({
    metric: 'list page at 100 requests/s, p99',
    value: quantile(steady.times, 0.99),
    unit: 'ms',
    goal: { atMost: 50 },
    peer: { name, value: quantile(bare.times, 0.99) },
  });
  await peer.close();
  await app.stop();
}

const total = (seen: readonly Seen[], of: (one: Seen) => number) => seen.reduce((sum, one) => sum + of(one), 0);
const perSecond = (seen: readonly Seen[]) => total(seen, ({ times }) => times.length) / (turns * seconds);

/** So many that nobody comes to the limit of 100 requests a minute on one route. */
async function signedInPeople(app: Awaited<ReturnType<Scratch['open']>>) {
  const scope = await aScratchScope(app);
  await scope.transaction(async ({ em }) => {
    for (let number = 0; number < 20; number += 1) em.create(Sample, { text: `Sample <${number}>` } as never);
  });
  const people = [];
  for (let made = 0; made < 400; made += 1) people.push((await aSignedInPerson(scope, ['learner'])).authorization);
  return people;
}
