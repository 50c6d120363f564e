import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { aScope, eventually, openTestApp } from '../../support/app.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { manyExecutions, serve, somebody } from './a-classroom.ts';

describe('a program', () => {
  let app: App;
  let address: string;
  beforeAll(async () => {
    app = await openTestApp({ works: true, environment: manyExecutions });
    address = await serve(app);
  });
  afterAll(() => app.stop());

  it('that prints 10 MB is told how much it may print, and nobody has to read all of it [F1-10]', async () => {
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope);
    const student = await somebody(scope, address, 'learner');
    const id = await student.submit(problemId, 'print("x" * 10_000_000)');
    const judged = await student.judged(id, 120);
    expect(judged).toMatchObject({ verdict: 'FAILED', passedTests: 0 });
    const [sample] = judged.tests as { status: string; run: { stdout: string } }[];
    expect(sample!.status).toBe('outputLimit');
    expect(sample!.run.stdout.length).toBeLessThan(70_000);
    const page = await student.page(`/submissions/${id}`);
    expect(page).toContain('256 kB');
    expect(page.length).toBeLessThan(300_000);
  }, 180_000);

  it('that prints zero bytes shows where they stand [F1-19]', async () => {
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope);
    const student = await somebody(scope, address, 'learner');
    const id = await student.submit(problemId, 'print("3" + chr(0) + "4")');
    const judged = await student.judged(id, 120);
    const [sample] = judged.tests as { status: string; run: { stdout: string } }[];
    expect(sample).toMatchObject({ status: 'wrong', run: { stdout: '3␀4\n' } });
    expect(await student.page(`/submissions/${id}`)).toContain('3␀4');
  }, 180_000);
});

describe('who waits', () => {
  it('reads how many come before, and of each person in the line that it moves [N-02]', async () => {
    const app = await openTestApp({ environment: manyExecutions });
    const address = await serve(app);
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope);
    const people: Awaited<ReturnType<typeof somebody>>[] = [];
    for (let count = 0; count < 3; count += 1) people.push(await somebody(scope, address, 'learner'));
    const ids: string[] = [];
    for (const person of people) ids.push(await person.submit(problemId, 'print(3)'));
    // The line is looked at once a second.
    await eventually(async () => {
      const ahead: number[] = [];
      for (const [index, person] of people.entries()) {
        const { data } = await person.ask(`/submissions/${ids[index]!}`);
        ahead.push((data.queue as { ahead: number }).ahead);
      }
      return ahead[1] === ahead[0]! + 1 && ahead[2] === ahead[0]! + 2 ? ahead : null;
    }, 30);
    const page = await people[2]!.page(`/submissions/${ids[2]!}`);
    expect(page).toContain('<progress aria-label=');
    await app.stop();
  }, 90_000);
});
