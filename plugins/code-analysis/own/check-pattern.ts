import { invalid } from '#src/errors.ts';
import type { Finding } from '../patterns/pattern.ts';
import type { PatternForm } from './pattern-form.ts';
import { probe } from './probe.ts';
import { readFinding } from './read-finding.ts';

/**
 * What a form wants to be found, once it has kept its promise: it matches the bad example and not the good one. Asks the analyst,
 * so no transaction is open. Throws DomainError `invalid` with the field that is wrong.
 */
export async function checkPattern({ writing, source, language, bad, good }: PatternForm): Promise<Finding> {
  const read = readFinding(writing, source);
  if ('problem' in read) throw refused('source', 'rule', { words: read.problem });
  const { given, refused: why } = await probe(language, read.finding, [bad, good]);
  if (!given) throw why === 'time' ? refused('source', 'slow') : refused('bad', 'unreadable');
  if (given.problem !== null) throw refused('source', 'rule', { words: given.problem });
  const [inBad, inGood] = given.found;
  if (inBad!.length === 0) throw refused('bad', 'badMissed');
  if (inGood!.length > 0) throw refused('good', 'goodFound', { line: inGood![0]!.start });
  return read.finding;
}

const refused = (field: string, key: string, parameters = {}) =>
  invalid({ field, key: `code-analysis.own.error.${key}`, parameters });
