import { describe, expect, it } from '@jest/globals';
import { checkImports } from './check-imports.ts';
import { checkNetwork } from './check-network.ts';
import { checkRequires } from './check-requires.ts';
import { parseSource } from './parse-source.ts';

const file = (path: string, text: string) => ({ path, text });
const importsIn = (path: string, text: string) => checkImports([file(path, text)]);

describe('what counts as an import', () => {
  it.each([
    ["import { a } from './b.ts'", { isTypeOnly: false, isDynamic: false }],
    ["import './b.ts'", { isTypeOnly: false, isDynamic: false }],
    ["import type { A } from './b.ts'", { isTypeOnly: true, isDynamic: false }],
    ["import { type A } from './b.ts'", { isTypeOnly: true, isDynamic: false }],
    ["import { a, type A } from './b.ts'", { isTypeOnly: false, isDynamic: false }],
    ["export { a } from './b.ts'", { isTypeOnly: false, isDynamic: false }],
    ["export * from './b.ts'", { isTypeOnly: false, isDynamic: false }],
    ["export type { A } from './b.ts'", { isTypeOnly: true, isDynamic: false }],
    ["type A = import('./b.ts').A", { isTypeOnly: true, isDynamic: false }],
    ["const a = await import('./b.ts')", { isTypeOnly: false, isDynamic: true }],
    ['const a = await import(`./b.ts`)', { isTypeOnly: false, isDynamic: true }],
    ["const a = require('./b.ts')", { isTypeOnly: false, isDynamic: true }],
  ])('%s', (text, kind) => {
    expect(parseSource(file('src/a.ts', text)).imports).toEqual([{ specifier: './b.ts', line: 1, ...kind }]);
  });

  it('is not what a comment or a string says', () => {
    const text = `// import { a } from '#plugins/x'\nexport const b = "import { a } from '#plugins/x'";`;
    expect(parseSource(file('src/a.ts', text)).imports).toEqual([]);
  });
});

describe('imports', () => {
  it.each([
    ['src/a.ts', "import { b } from './deep/b.ts'"],
    ['src/deep/a.ts', "import { b } from '../b.ts'"],
    ['src/load-plugins.ts', 'await import(found)'],
    ['src/demo/open-demo-lms.ts', "await import('../../test/support/lms/index.ts')"],
    ['lti/a.ts', "import { b } from '#src/b.ts'"],
    [
      'plugins/grading/a.ts',
      "import { b } from '#lti'; import { c } from '#judge0'; import { d } from '#src/d.ts'; import { e } from './e.ts'",
    ],
    ['plugins/grading/a.ts', "import { b } from '#plugins/courses'"],
    ['scripts/a.mjs', "import fs from 'node:fs'; import { b } from './b.mjs'; await import('../src/b.ts')"],
    ['test/a.test.ts', "import { b } from '../plugins/courses/b.ts'"],
  ])('from %s may be: %s', (path, text) => {
    expect(importsIn(path, text)).toEqual([]);
  });

  it.each([
    [
      'src/a.ts',
      "import type { Grade } from '#plugins/grading'",
      'src/a.ts:1 imports "#plugins/grading", but src knows nothing of lti, judge0 and the plugins. Declare an extension point or an event in src, and let plugins/grading fill it.',
    ],
    [
      'src/a.ts',
      "export * from '#lti'",
      'src/a.ts:1 imports "#lti", but src knows nothing of lti, judge0 and the plugins. Declare an extension point or an event in src, and let lti fill it.',
    ],
    [
      'lti/a.ts',
      "\nimport { b } from '#plugins/courses'",
      'lti/a.ts:2 imports "#plugins/courses", but lti may import src only. Declare an extension point or an event in lti, or move what needs both into a plugin.',
    ],
    [
      'judge0/a.ts',
      "import { b } from '#lti'",
      'judge0/a.ts:1 imports "#lti", but judge0 may import src only. Declare an extension point or an event in judge0, or move what needs both into a plugin.',
    ],
    [
      'plugins/grading/a.ts',
      "import { b } from '../courses/inside.ts'",
      'plugins/grading/a.ts:1 reaches into plugins/courses by a relative path. Import "#plugins/courses", and export what you need from plugins/courses/index.ts.',
    ],
    [
      'plugins/grading/a.ts',
      "type B = import('../courses/inside.ts').B",
      'plugins/grading/a.ts:1 reaches into plugins/courses by a relative path. Import "#plugins/courses", and export what you need from plugins/courses/index.ts.',
    ],
    [
      'plugins/grading/a.ts',
      "import { b } from '#plugins/courses/inside.ts'",
      'plugins/grading/a.ts:1 imports "#plugins/courses/inside.ts", which has no name: there are #src/…, #lti, #judge0 and #plugins/<name>. The inside of another folder stays there; export what you need from its index.ts.',
    ],
    [
      'plugins/grading/a.ts',
      "import { b } from '#lti/inside.ts'",
      'plugins/grading/a.ts:1 imports "#lti/inside.ts", which has no name: there are #src/…, #lti, #judge0 and #plugins/<name>. The inside of another folder stays there; export what you need from its index.ts.',
    ],
    [
      'plugins/grading/deep/a.ts',
      "import { b } from '../../../src/b.ts'",
      'plugins/grading/deep/a.ts:1 reaches into src by a relative path. Import "#src/…" instead.',
    ],
    [
      'src/a.ts',
      "import { b } from '../test/support/b.ts'",
      'src/a.ts:1 imports from test. What the application needs lives in src, lti, judge0 or a plugin.',
    ],
    [
      'src/demo/open-demo-lms.ts',
      "import { b } from '../../test/support/lms/index.ts'",
      'src/demo/open-demo-lms.ts:1 imports from test. What the application needs lives in src, lti, judge0 or a plugin.',
    ],
    [
      'src/demo/open-demo-lms.ts',
      "await import('../../test/support/people.ts')",
      'src/demo/open-demo-lms.ts:1 imports from test. What the application needs lives in src, lti, judge0 or a plugin.',
    ],
    [
      'src/a.ts',
      "import { b } from '../scripts/b.mjs'",
      "src/a.ts:1 imports from scripts, which is not the application's code. Move what it needs into src.",
    ],
    [
      'src/a.ts',
      'await import(`#plugins/${name}`)',
      'src/a.ts:1 imports something that only the run knows, so nobody can check it. Name the file; only src/load-plugins.ts finds what it imports.',
    ],
    [
      'scripts/a.mjs',
      "await import('../test/b.ts')",
      'scripts/a.mjs:1 imports from test, which holds nothing that anything else needs. Move it into src or scripts.',
    ],
    [
      'scripts/a.mjs',
      "import { z } from 'zod'",
      'scripts/a.mjs:1 imports "zod", but scripts run on Node 20 before anything is installed. Use Node\'s own modules, or await import() where the packages are there.',
    ],
    [
      'scripts/a.mjs',
      "import { b } from '../src/b.ts'",
      'scripts/a.mjs:1 imports "../src/b.ts", but scripts run on Node 20 before anything is installed. Use Node\'s own modules, or await import() where the packages are there.',
    ],
  ])('from %s may not be: %s', (path, text, sentence) => {
    expect(importsIn(path, text)).toEqual([sentence]);
  });
});

describe('requires', () => {
  const uses = [
    file(
      'plugins/grading/deep/a.ts',
      "\nimport type { Course } from '#plugins/courses';\nimport { send } from '#lti';",
    ),
  ];

  it('is what the plugin imports, lti and judge0 included', () => {
    expect(checkRequires([{ name: 'grading', requires: ['lti', 'courses'] }], uses)).toEqual([]);
  });

  it('has to name each that is imported', () => {
    expect(checkRequires([{ name: 'grading', requires: ['lti'] }], uses)).toEqual([
      'plugins/grading/deep/a.ts:2 imports "#plugins/courses", which plugins/grading/plugin.ts does not require. Add \'courses\' to its `requires`, or tell by an event.',
    ]);
  });

  it('may not name one that is not', () => {
    expect(checkRequires([{ name: 'grading', requires: ['lti', 'courses', 'rooms'] }], uses)).toEqual([
      "plugins/grading/plugin.ts requires 'rooms', which no file of plugins/grading imports. Take it out of `requires`.",
    ]);
  });
});

describe('modules that open connections', () => {
  it.each([
    ['src/outbound/call.ts', "import { fetch } from 'undici'"],
    ['judge0/client.ts', "import axios from 'axios'"],
    ['plugins/grading/a.ts', "import type { IncomingMessage } from 'node:http'"],
    ['test/a.test.ts', "import http from 'node:http'"],
  ])('may be imported by %s: %s', (path, text) => {
    expect(checkNetwork([file(path, text)])).toEqual([]);
  });

  it.each([
    ['plugins/grading/a.ts', "import { fetch } from 'undici'", 'undici', 'src/outbound'],
    ['plugins/grading/a.ts', "import axios from 'axios'", 'axios', 'judge0'],
    ['plugins/grading/a.ts', "import https from 'https'", 'node:https', 'src/outbound'],
    ['src/limits/a.ts', "import net from 'node:net'", 'node:net', 'src/http, src/machine, src/mail, src/outbound'],
    ['lti/a.ts', "const { WebSocket } = await import('ws')", 'ws', 'nobody'],
  ])('may not be imported by %s: %s', (path, text, module, allowed) => {
    expect(checkNetwork([file(path, text)])).toEqual([
      `${path}:1 imports ${module}, which opens connections past the checks of outgoing addresses (allowed to: ${allowed}). Use scope.outbound.`,
    ]);
  });
});
