const modules = [
  'assert',
  'buffer',
  'crypto',
  'events',
  'fs',
  'os',
  'path',
  'perf_hooks',
  'readline',
  'stream',
  'util',
];

/** What TypeScript has to know of Node to take a program that reads its input. */
export const nodeTypes = [
  'declare const process: any, Buffer: any, global: any, __dirname: string, __filename: string, module: any, exports: any;',
  'declare function require(name: string): any;',
  ...['', 'node:'].flatMap((prefix) => modules.map((name) => `declare module '${prefix}${name}';`)),
  '',
].join('\n');
