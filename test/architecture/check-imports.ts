import path from 'node:path';
import { parseSource, type Import } from './parse-source.ts';
import { folderOf, isCode, isProduct, type SourceFile } from './source-files.ts';

/**
 * Direction and manner of imports: `plugins/* → lti, judge0 → src → nothing of ours`, between folders by the names of
 * package.json's `imports` only, and never from `test`. Returns a sentence for each import that is not so.
 */
export function checkImports(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => isCode(file.path) && !file.path.startsWith('test/') && folderOf(file.path) !== '')
    .flatMap((file) => parseSource(file).imports.flatMap((used) => wrongWith(file.path, used)));
}

function wrongWith(file: string, used: Import): string[] {
  const where = `${file}:${used.line}`;
  const sentence = file.startsWith('scripts/')
    ? wrongInScript(file, used)
    : isProduct(file)
      ? wrongInProduct(file, used)
      : null;
  return sentence ? [`${where} ${sentence}`] : [];
}

function wrongInScript(file: string, { specifier, isDynamic }: Import) {
  if (specifier?.startsWith('.') && folderOf(resolve(file, specifier)) === 'test')
    return 'imports from test, which holds nothing that anything else needs. Move it into src or scripts.';
  if (isDynamic || specifier === null || specifier.startsWith('node:')) return null;
  if (specifier.startsWith('.') && folderOf(resolve(file, specifier)) === 'scripts') return null;
  return `imports "${specifier}", but scripts run on Node 20 before anything is installed. Use Node's own modules, or await import() where the packages are there.`;
}

/** What tests launch from is also the demo of `npm start`. Imported when that runs, which production refuses, and nowhere else. */
const demoLms = { importer: 'src/demo/open-demo-lms.ts', imported: 'test/support/lms/index.ts' } as const;

function wrongInProduct(file: string, { specifier, isDynamic }: Import) {
  if (specifier === null) {
    if (!isDynamic || file === 'src/load-plugins.ts') return null;
    return 'imports something that only the run knows, so nobody can check it. Name the file; only src/load-plugins.ts finds what it imports.';
  }
  if (isDynamic && file === demoLms.importer && resolve(file, specifier) === demoLms.imported) return null;
  if (specifier.startsWith('.')) return crossing(folderOf(file), folderOf(resolve(file, specifier)));
  if (!specifier.startsWith('#')) return null;
  const target = named(specifier);
  if (!target)
    return `imports "${specifier}", which has no name: there are #src/…, #lti, #judge0 and #plugins/<name>. The inside of another folder stays there; export what you need from its index.ts.`;
  return direction(folderOf(file), target, specifier);
}

const resolve = (file: string, specifier: string) => path.posix.join(path.posix.dirname(file), specifier);

/** The folder behind a name of package.json's `imports`; null for a name that is not there. */
export function named(specifier: string): string | null {
  if (specifier === '#lti' || specifier === '#judge0') return specifier.slice(1);
  if (/^#src\/.+\.(ts|json)$/.test(specifier)) return 'src';
  return /^#(plugins\/[a-z0-9-]+)$/.exec(specifier)?.[1] ?? null;
}

function crossing(from: string, to: string) {
  if (from === to) return null;
  if (to === 'test') return 'imports from test. What the application needs lives in src, lti, judge0 or a plugin.';
  if (to === 'src') return 'reaches into src by a relative path. Import "#src/…" instead.';
  if (/^(lti|judge0|plugins\/.+)$/.test(to))
    return `reaches into ${to} by a relative path. Import "#${to}", and export what you need from ${to}/index.ts.`;
  return `imports from ${to || 'the root'}, which is not the application's code. Move what it needs into ${from}.`;
}

function direction(from: string, to: string, specifier: string) {
  if (from === to || to === 'src' || from.startsWith('plugins/')) return null;
  if (from === 'src')
    return `imports "${specifier}", but src knows nothing of lti, judge0 and the plugins. Declare an extension point or an event in src, and let ${to} fill it.`;
  return `imports "${specifier}", but ${from} may import src only. Declare an extension point or an event in ${from}, or move what needs both into a plugin.`;
}
