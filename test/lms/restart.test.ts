import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPracticeLms } from '../support/lms/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openMinimalTool, type MinimalTool } from './minimal-tool.ts';

const folder = temporaryFolder();
let tool: MinimalTool;
beforeAll(async () => (tool = await openMinimalTool()) && undefined);
afterAll(() => tool.close());

const keysAt = async (address: string) => (await fetch(`${address}/jwks`)).text();

describe('a data file', () => {
  it('keeps keys, tools and their activities over a restart', async () => {
    const dataFile = path.join(folder, 'kept.json');
    const first = await openPracticeLms({ dataFile, issuer: 'https://lms.example' });
    await first.registerTool(tool.registrationUrl);
    const { tools, activities } = first;
    const keys = await keysAt(first.address);
    await first.close();
    expect(statSync(dataFile).mode & 0o777).toBe(0o600);

    const second = await openPracticeLms({ dataFile, issuer: 'https://lms.example' });
    expect(second.tools).toEqual(tools);
    expect(second.activities).toEqual(activities);
    expect(await keysAt(second.address)).toBe(keys);
    await second.close();
  });

  it('forgets the tools that knew another issuer', async () => {
    const dataFile = path.join(folder, 'moved.json');
    const first = await openPracticeLms({ dataFile });
    await first.registerTool(tool.registrationUrl);
    await first.close();
    const second = await openPracticeLms({ dataFile, issuer: 'https://lms.example' });
    expect(second.tools).toEqual([]);
    expect(JSON.parse(readFileSync(dataFile, 'utf8'))).toMatchObject({ issuer: 'https://lms.example', tools: [] });
    await second.close();
  });

  it('may be one of an earlier version, which held keys and tools only', async () => {
    const dataFile = path.join(folder, 'old.json');
    const first = await openPracticeLms({ dataFile, issuer: 'https://lms.example' });
    await first.registerTool(tool.registrationUrl);
    await first.close();
    const { issuer, keys, tools } = JSON.parse(readFileSync(dataFile, 'utf8')) as Record<string, unknown>;
    writeFileSync(dataFile, JSON.stringify({ issuer, keys, tools }));
    const second = await openPracticeLms({ dataFile, issuer: 'https://lms.example' });
    expect(second.activities).toEqual(first.activities);
    expect(second.columns).toEqual(first.columns);
    expect(second.membersOf(second.courses.programming)).toHaveLength(5);
    await second.close();
  });

  it('is not overwritten when it cannot be read', async () => {
    const dataFile = path.join(folder, 'broken.json');
    writeFileSync(dataFile, '{"keys":[]}');
    await expect(openPracticeLms({ dataFile })).rejects.toThrow('broken.json');
    expect(readFileSync(dataFile, 'utf8')).toBe('{"keys":[]}');
  });
});
