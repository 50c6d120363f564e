import { openModelServer } from '../../support/model-server.ts';
import { quantile, type Report } from '../report.ts';
import { withScratch, type Scratch } from '../scratch.ts';
import { answersAbout } from './answer-about.ts';
import { corpus } from './corpus/corpus.ts';
import { distinctPrograms } from './distinct-programs.ts';
import { judgeCorpus, type JudgedProgram } from './judge-corpus.ts';
import { aReviewedClass, type Written } from './review-class.ts';

/** A class hands in to one problem: how often a model is asked, and how long those take who answer instead. */
export const measureCorpus = (report: Report): Promise<void> => withScratch((scratch) => measure(scratch, report));

/** At a deadline, by as many as a process asks at a time, of a model that takes its time. */
const atOnce = { inFlight: 20, answerMs: 1_000 };

async function measure(scratch: Scratch, report: Report) {
  const programs = await judgeCorpus(corpus());
  const untrue = programs.filter(({ isRight, judgement }) => isRight !== (judgement.verdict === 'ACCEPTED'));
  const metric = 'programs of the corpus that a judge does not find as right or wrong as they are meant';
  report({ metric, value: untrue.length, unit: 'programs', goal: { atMost: 0 } });
  const server = await openModelServer();
  const app = await scratch.open({
    works: false,
    environment: { OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: server.url, REVIEW_BUDGET_CENTS: '100000' },
  });
  try {
    const distinct = await distinctPrograms(programs);
    const share = (name: string, calls: number) =>
      report({
        metric: `questions to the model for ${programs.length} submissions, 60 % of them right, ${name}`,
        value: (100 * calls) / programs.length,
        unit: '%',
        goal: { atMost: 40 },
        peer: { name: 'distinct programs, but for names, layout and comments', value: distinct },
      });
    const { written, calls } = await oneAfterTheOther(app, server, programs);
    share('one after the other', calls);
    share(`${atOnce.inFlight} at a time`, await allAtOnce(app, server, programs));
    tell(report, written);
  } finally {
    await app.stop();
    await server.close();
  }
}

type App = Awaited<ReturnType<Scratch['open']>>;
type Server = Awaited<ReturnType<typeof openModelServer>>;

async function oneAfterTheOther(app: App, server: Server, programs: readonly JudgedProgram[]) {
  server.behave(answersAbout(0));
  const reviewed = await aReviewedClass(app);
  // The first pays for the process that analyses.
  await (await aReviewedClass(app)).review(programs.slice(0, 5), 1);
  server.asked.length = 0;
  const written = [...(await reviewed.review(programs, 1))];
  const calls = server.asked.length;
  // More of those of whom the class has few: the same programs again, and some with a known mistake.
  const again = programs.slice(0, 100).map((one) => ({ ...one, source: `# once more\n\n${one.source}` }));
  const known = programs
    .filter(({ isRight }) => !isRight)
    .map((one) => ({ ...one, source: `once_more = 0\nonce_more == 1\n${one.source}` }));
  written.push(...(await reviewed.review([...again, ...known], 1)));
  return { written, calls };
}

async function allAtOnce(app: App, server: Server, programs: readonly JudgedProgram[]) {
  server.behave(answersAbout(atOnce.answerMs));
  server.asked.length = 0;
  await (await aReviewedClass(app)).review(programs, atOnce.inFlight);
  return server.asked.length;
}

function tell(report: Report, written: readonly Written[]) {
  for (const tier of ['exact', 'similar', 'patterns', 'model', 'basic']) {
    const times = written.filter((one) => one.tier === tier).map(({ tookMs }) => tookMs);
    const isBound = tier !== 'model' && tier !== 'basic';
    report({
      metric: `a review of tier ${tier}, from its turn until it is there, p95`,
      value: quantile(times, 0.95),
      unit: 'ms',
      goal: isBound ? { atMost: 150 } : null,
      peer: { name: 'reviews', value: times.length },
    });
  }
}
