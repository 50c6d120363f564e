import { describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadPlugins } from '#src/load-plugins.ts';
import { definePlugin, inOrder } from '#src/plugin.ts';

const plugin = (name: string, ...requires: string[]) => definePlugin({ name, requires });

describe('the order of plugins', () => {
  it('puts each after what it requires', () => {
    const ordered = inOrder([plugin('grading', 'assignments'), plugin('assignments', 'courses'), plugin('courses')]);
    expect(ordered.map(({ name }) => name)).toEqual(['courses', 'assignments', 'grading']);
  });

  it('cannot be made when one is missing, which is named', () => {
    expect(() => inOrder([plugin('grading', 'assignments')])).toThrow(
      'Plugin grading requires assignments, which is not there or is switched off by ASSAY_PLUGINS. Add it, or take it out of `requires`.',
    );
  });

  it('cannot be made when they require each other, and the circle is shown', () => {
    const circle = [
      plugin('courses'),
      plugin('grading', 'courses', 'rooms'),
      plugin('rooms', 'tutor'),
      plugin('tutor', 'grading'),
    ];
    expect(() => inOrder(circle)).toThrow(
      'Plugins require each other in a circle: grading → rooms → tutor → grading. Tell by an event, or move what both need into a third plugin.',
    );
  });
});

describe('the plugins of a folder', () => {
  it.each([
    [
      'export default { name: "other" };',
      'plugins/grading/plugin.ts calls itself other; a plugin has the name of its folder.',
    ],
    [
      'export const grading = {};',
      "plugins/grading/plugin.ts has to export definePlugin({ name: 'grading', … }) as its default.",
    ],
    [
      'export default { name: "grading", requires: ["courses"] };',
      'Plugin grading requires courses, which is not there or is switched off by ASSAY_PLUGINS. Add it, or take it out of `requires`.',
    ],
  ])('do not load from: %s', async (text, sentence) => {
    const root = mkdtempSync(path.join(os.tmpdir(), 'assay-plugins-'));
    try {
      mkdirSync(path.join(root, 'plugins/grading'), { recursive: true });
      writeFileSync(path.join(root, 'plugins/grading/plugin.ts'), text);
      await expect(loadPlugins(root, null)).rejects.toThrow(sentence);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
