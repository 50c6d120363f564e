import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { until } from '../support/until.ts';
import { accessibilityProblems } from './look-at-page.ts';
import { editorReady, openWorkspaces, type Workspaces } from './open-workspace.ts';

let workspaces: Workspaces;
beforeAll(async () => {
  workspaces = await openWorkspaces();
}, 180_000);
afterAll(() => workspaces?.close());

it('is named for readers of the screen, is put away by the keyboard alone, and stays away [S-05]', async () => {
  const { page, watched, open } = await workspaces.aSolver();
  await editorReady(watched);
  const guide = page.getByRole('region', { name: 'New here? Four steps' });
  expect(await guide.getByRole('listitem').count()).toBe(4);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.locator('.pane.task').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await guide.waitFor({ state: 'detached' });
  // Whoever goes on by the keyboard is where the guide was.
  await until(page, `document.activeElement?.matches('.pane.task > [role=status]')`);
  await watched.close();
  const again = await open();
  await editorReady(again);
  expect(await again.page.getByRole('region', { name: 'New here? Four steps' }).count()).toBe(0);
  await again.close();
}, 180_000);
