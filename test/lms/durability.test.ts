import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openPracticeLms } from '../support/lms/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { allScopes, callerOf } from './call-as-tool.ts';
import { openMinimalTool } from './minimal-tool.ts';

const folder = temporaryFolder();
const issuer = 'https://lms.example';

describe('what was answered', () => {
  it('is there after the platform was killed, scores above all', async () => {
    const dataFile = path.join(folder, 'killed.json');
    const tool = await openMinimalTool({ scope: allScopes });
    const child = fork(path.join(import.meta.dirname, 'lms-process.ts'), [dataFile, tool.registrationUrl, '60'], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    const ended = once(child, 'exit');
    const [address] = (await once(child, 'message')) as [string];
    const call = await callerOf(tool);
    const url = `${address}/mod/lti/services.php/2/lineitems/11/lineitem/scores?type_id=1`;
    const answered: string[] = [];
    const sending = Array.from({ length: 60 }, async (_, index) => {
      const userId = String(1001 + index);
      const score = {
        activityProgress: 'Completed',
        gradingProgress: 'FullyGraded',
        scoreGiven: index,
        scoreMaximum: 60,
      };
      const { status } = await call('POST', url, { body: { ...score, userId, timestamp: new Date().toISOString() } });
      expect(status).toBe(200);
      answered.push(userId);
      if (answered.length === 20) child.kill('SIGKILL');
    });
    await Promise.allSettled(sending);
    await ended;
    const again = await openPracticeLms({ dataFile, issuer, members: 60 });
    const column = again.columns.find(({ id }) => id === '11')!;
    const people = again.membersOf(again.courses.programming).map(({ person }) => person);
    const lost = answered.filter(
      (id) =>
        !again.gradeOf(
          column,
          people.find((person) => person.id === id)!,
        ),
    );
    expect([answered.length >= 20, lost]).toEqual([true, []]);
    await Promise.all([again.close(), tool.close()]);
  }, 120_000);

  it('is all of it: columns, grades with their attempts, activities, people', async () => {
    const dataFile = path.join(folder, 'restarted.json');
    const tool = await openMinimalTool({ scope: allScopes });
    const first = await openPracticeLms({ dataFile, issuer, flavour: 'canvas' });
    const registered = await first.registerTool(tool.registrationUrl);
    const call = await callerOf(tool);
    const { programming } = first.courses;
    const nora = await first.addPerson({ givenName: 'Nora', familyName: 'Neu', part: 'student' });
    await first.enrol(programming, nora, 'student');
    await first.setStatus(programming, first.people.sam, 'Inactive');
    const activity = first.addActivity({
      courseId: programming.id,
      clientId: registered.clientId,
      targetLinkUri: tool.address,
      scoreMaximum: 7,
    });
    const items = `${first.address}/api/lti/courses/2/line_items`;
    await call('POST', items, { body: { label: 'Extra', scoreMaximum: 3 } });
    await first.setGrade(first.columnOf(activity)!, nora, { score: 5, comment: 'By hand', isKept: true });
    const held = (lms: typeof first) => ({
      columns: lms.columns,
      activities: lms.activities,
      grade: lms.gradeOf(lms.columnOf(activity)!, nora),
      members: lms.membersOf(programming),
    });
    const before = structuredClone(held(first));
    await first.close();
    const second = await openPracticeLms({ dataFile, issuer });
    expect(held(second)).toEqual(before);
    expect(before.grade).toMatchObject({ score: 5, isKept: true });
    await Promise.all([second.close(), tool.close()]);
  });
});
