import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DatabaseListener } from '#src/database/notifications.ts';
import { createLog } from '#src/log.ts';
import { eventually, testDatabase } from '../../support/app.ts';

let own: DatabaseListener;
let other: DatabaseListener;
const heard = { own: [] as string[], other: [] as string[] };
const topic = `news-${process.pid}`;

beforeAll(async () => {
  const { appUrl } = await testDatabase();
  const log = createLog({ level: 'silent', production: true });
  own = new DatabaseListener(appUrl, log);
  other = new DatabaseListener(appUrl, log);
  own.on(topic, (text) => heard.own.push(text));
  other.on(topic, (text) => heard.other.push(text));
  await Promise.all([own, other].map((each) => new Promise<void>((resolve) => each.on('listening', () => resolve()))));
});
afterAll(async () => {
  await own.close();
  await other.close();
});

describe('what a process tells', () => {
  it('is heard there without waiting for PostgreSQL, once, and by the others in the same order', async () => {
    own.tell(topic, 'first');
    own.tell(topic, 'second');
    await Promise.resolve();
    expect(heard.own).toEqual(['first', 'second']);
    await eventually(async () => heard.other.length === 2);
    expect(heard.other).toEqual(['first', 'second']);
    other.tell(topic, 'third');
    await eventually(async () => heard.own.length === 3);
    expect(heard).toEqual({ own: ['first', 'second', 'third'], other: ['first', 'second', 'third'] });
  });
});
