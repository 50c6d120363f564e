import { parseSource } from './parse-source.ts';
import { isCode, isProduct, type SourceFile } from './source-files.ts';

const reader = 'src/config/config.ts';

/** The environment is read, and checked, in one file. Returns a sentence for each other reader. */
export function checkEnvironment(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => isCode(file.path) && isProduct(file.path) && file.path !== reader)
    .flatMap((file) => {
      const { chains, imports } = parseSource(file);
      const reads = chains.filter(({ text }) => /(^|\.)process\.env$/.test(text));
      const imported = imports.filter(({ specifier }) => specifier === 'node:process' || specifier === 'process');
      return [...reads, ...imported].map(
        ({ line }) =>
          `${file.path}:${line} reads the environment. Only ${reader} does: declare the variable in the plugin's \`config\` and read scope.settings(…).`,
      );
    });
}
