import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ProblemContent } from '../content/problem-content.ts';
import { DemoProblem } from './demo-problem.ts';
import { readStatementFile } from './read-statement-file.ts';

/** The folders of problems here, by name, which is a problem's slug. */
export const demoSlugs: readonly string[] = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted();

/** The names of its topics, which have their ids in the organization. */
export const readDemoTopics = (slug: string): readonly string[] => readProblemFile(slug).topics;

/** What stands in a folder, as an author would have written it. Throws ZodError where a file is not as it should be. */
export function readDemoProblem(slug: string): ProblemContent {
  const { languages, checker, tests, topics: _topics, ...problem } = readProblemFile(slug);
  return ProblemContent.parse({
    ...problem,
    ...readStatementFile(path.join(import.meta.dirname, slug)),
    languages: Object.entries(languages).map(([id, { starter, locked, ...limits }]) => ({
      id,
      ...limits,
      starter: starter ? [{ ...startedFile(id, textOf(slug, `starter/starter.${endings[id]}`)), locked }] : [],
    })),
    tests: tests.map((test) => testOf(slug, test, problem.harness !== null, checkerOf(slug, checker))),
    solutions: solutionsIn(slug),
  });
}

const readProblemFile = (slug: string) => DemoProblem.parse(JSON.parse(textOf(slug, 'problem.json')));

/** Of the files in `solutions` and `starter`. */
const endings: Readonly<Record<string, string>> = { python: 'py', javascript: 'js', java: 'java', c: 'c', cpp: 'cpp' };

const startedFile = (language: string, content: string) => ({
  path: `${language === 'java' ? 'Main' : 'main'}.${endings[language]}`,
  content,
});

function testOf(slug: string, { file, unit, ...test }: DemoProblem['tests'][number], isCall: boolean, checker: object) {
  const written = { ...test, id: file, checker };
  if (unit) {
    const unitFile = { path: unit.file, content: textOf(slug, unit.file) };
    return { ...written, kind: 'unit', unitFile, unitName: unit.name };
  }
  const given = textOf(slug, `tests/${file}.in`);
  const expected = textOf(slug, `tests/${file}.out`);
  return isCall
    ? { ...written, kind: 'function', arguments: given, expected }
    : { ...written, kind: 'io', stdin: given, expected };
}

const checkerOf = (slug: string, checker: DemoProblem['checker']) =>
  'file' in checker ? { kind: 'program', language: checker.language, source: textOf(slug, checker.file) } : checker;

/** `right.py` has to be accepted, `wrong-too-slow.py` must not be. */
function solutionsIn(slug: string) {
  return readdirSync(path.join(import.meta.dirname, slug, 'solutions'))
    .toSorted()
    .map((file) => {
      const [name = '', ending = ''] = file.split('.');
      const language = Object.keys(endings).find((id) => endings[id] === ending);
      return {
        id: file.replace('.', '-'),
        name: name.replaceAll('-', ' '),
        role: name.startsWith('wrong') ? 'wrong' : 'reference',
        language,
        files: [startedFile(language ?? '', textOf(slug, `solutions/${file}`))],
      };
    });
}

const textOf = (slug: string, file: string) => readFileSync(path.join(import.meta.dirname, slug, file), 'utf8');
