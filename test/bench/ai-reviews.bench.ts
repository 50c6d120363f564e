import type { Report } from './report.ts';
import { measureCorpus } from './ai-reviews/measure-corpus.ts';
import { measurePages } from './ai-reviews/measure-pages.ts';
import { measureStreaming } from './ai-reviews/measure-streaming.ts';
import { withScratch } from './scratch.ts';

/**
 * What reviews cost: how often a model is asked for a class that hands in, how long others take who answer instead, how soon a
 * part of an answer is in the page, and whether pages wait while a thousand reviews do. `--reviews 200` queues fewer; `--only
 * pages` takes one of `corpus`, `streaming` and `pages`.
 */
export default async function bench(report: Report, words: string[]): Promise<void> {
  const option = (name: string, otherwise: string) =>
    words.includes(name) ? (words[words.indexOf(name) + 1] ?? otherwise) : otherwise;
  const only = option('--only', '');
  if (!['', 'corpus', 'streaming', 'pages'].includes(only)) throw new Error(`there is no part ${only}`);
  const isWanted = (part: string) => only === '' || only === part;
  if (isWanted('corpus')) await measureCorpus(report);
  if (isWanted('streaming')) await withScratch((scratch) => measureStreaming(scratch, report));
  if (isWanted('pages')) await measurePages(report, Number(option('--reviews', '1000')));
}
