import { describe, expect, it } from '@jest/globals';
import { allJobs } from '#src/jobs/queue-name.ts';
import { choosePlugins, definePlugin, inOrder } from '#src/plugin.ts';
import { writeSample } from '../support/sample/jobs.ts';

const plugin = (name: string, ...requires: string[]) => definePlugin({ name, requires });
const names = (plugins: readonly { name: string }[]) => plugins.map(({ name }) => name);

describe('inOrder', () => {
  it('puts each plugin after what it requires', () => {
    const ordered = names(
      inOrder([plugin('grading', 'assignments'), plugin('assignments', 'courses'), plugin('courses')]),
    );
    expect(ordered).toEqual(['courses', 'assignments', 'grading']);
  });

  it('names what is missing, and who requires it', () => {
    expect(() => inOrder([plugin('grading', 'assignments')])).toThrow(
      /Plugin grading requires assignments, which is not there/,
    );
  });

  it('names a circle from end to end', () => {
    expect(() => inOrder([plugin('a', 'b'), plugin('b', 'c'), plugin('c', 'a')])).toThrow(/a → b → c → a/);
  });
});

describe('ASSAY_PLUGINS', () => {
  const found = [plugin('lti'), plugin('courses'), plugin('quizzes')];

  it('leaves all of them when it says nothing', () => {
    expect(names(choosePlugins(found, null))).toEqual(['lti', 'courses', 'quizzes']);
  });

  it('as a plain list is the whole list', () => {
    expect(names(choosePlugins(found, 'quizzes, lti'))).toEqual(['lti', 'quizzes']);
  });

  it('switches off what has a minus', () => {
    expect(names(choosePlugins(found, '-quizzes'))).toEqual(['lti', 'courses']);
  });

  it('refuses a name that nobody has, and lists those there are', () => {
    expect(() => choosePlugins(found, '-quizes')).toThrow(/names quizes, but there are only: lti, courses, quizzes/);
  });
});

describe('the jobs of all plugins', () => {
  it('refuses two of one name', () => {
    const twice = [definePlugin({ name: 'a', jobs: [writeSample] }), definePlugin({ name: 'b', jobs: [writeSample] })];
    expect(() => allJobs(twice)).toThrow(/Two jobs are called sample\.writeSample/);
  });
});
