import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  analyse,
  languageIds,
  library,
  patternIds,
  patternTexts,
  type Finding,
  type LanguageId,
  type PatternId,
} from '#plugins/code-analysis';
import { checkRule } from '../../../plugins/code-analysis/patterns/check-rule.ts';
import { fileOf } from '../../../plugins/code-analysis/patterns/library.ts';
import { findRanges } from '../../../plugins/code-analysis/patterns/find-ranges.ts';
import { openTree } from '../../../plugins/code-analysis/trees/open-tree.ts';
import { root } from '../../support/app.ts';
import { rightSolutions } from './right-solutions.ts';

const cases = library().flatMap(({ id, rules }) =>
  rules.flatMap((rule) => rule.languages.map((language) => ({ id, language, rule }))),
);

const linesOf = (language: LanguageId, rule: Finding, source: string) => {
  const tree = openTree(language, source);
  expect(tree.isWhole).toBe(true);
  return findRanges(tree.root, rule).map(({ start }) => start);
};

describe('the library of patterns', () => {
  it.each(cases)('finds $id in its bad example in $language, at its lines, and not in the good one [H1-12]', (each) => {
    const { language, rule } = each;
    expect(checkRule(language, rule)).toBeNull();
    expect(linesOf(language, rule, rule.bad)).toEqual(rule.lines);
    expect(linesOf(language, rule, rule.good)).toEqual([]);
  });

  it('has the patterns that its list names, and at least twenty for each language', () => {
    const files = globSync('*.yaml', { cwd: path.join(root, 'plugins/code-analysis/patterns/library') });
    expect(files.toSorted()).toEqual(patternIds.map(fileOf));
    const numbers = languageIds.map((language) => cases.filter((each) => each.language === language).length);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(20);
  });

  it.each(['en', 'de'])('tells a student what each is, why it matters and what to do instead (%s)', (locale) => {
    const file = path.join(root, 'plugins/code-analysis/locales', `${locale}.json`);
    const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    const keys = patternIds.flatMap((id: PatternId) => Object.values(patternTexts(id)));
    expect(keys.filter((key) => !texts[key.replace('code-analysis.', '')])).toEqual([]);
  });

  it.each(rightSolutions())('finds no mistake in a program that is right: $file', async ({ language, source }) => {
    const answer = await analyse(language, source);
    expect(answer).toMatchObject({ given: { isWhole: true } });
    const errors = library().filter(({ severity }) => severity === 'error');
    const found = 'given' in answer ? answer.given.matches : [];
    expect(found.filter((match) => errors.some(({ id }) => id === match.id))).toEqual([]);
  });
});

describe('a pattern of an organization', () => {
  const source = 'total = 0\nprint(total)\n';

  it('is found beside those of the library', async () => {
    const own = [{ id: 'own', finding: { rule: { pattern: 'print($$$)' } } }];
    expect(await analyse('python', source, own)).toMatchObject({
      given: { matches: [{ id: 'own', start: 2, end: 2 }] },
    });
  });

  it('finds nothing when it is no rule, and says why when asked', async () => {
    const finding = { rule: { kind: 'no_such_kind' } };
    expect(await analyse('python', source, [{ id: 'own', finding }])).toMatchObject({ given: { matches: [] } });
    expect(checkRule('python', finding)).toContain('Kind `no_such_kind` is invalid');
    expect(checkRule('python', { rule: { pattern: 'print($$$)' } })).toBeNull();
  });

  it('is told twenty times at most, once a line', async () => {
    const own = [{ id: 'own', finding: { rule: { kind: 'integer' } } }];
    const answer = await analyse('python', 'x = [1, 2]\n'.repeat(30), own);
    const starts = 'given' in answer ? answer.given.matches.map(({ start }) => start) : [];
    expect(starts).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });
});
