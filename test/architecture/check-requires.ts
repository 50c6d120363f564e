import { parseSource } from './parse-source.ts';
import { named } from './check-imports.ts';
import { isCode, type SourceFile } from './source-files.ts';

export interface Requiring {
  readonly name: string;
  readonly requires: readonly string[];
}

/** `requires` is what a plugin imports, no more and no less. Returns a sentence for each difference. */
export function checkRequires(plugins: readonly Requiring[], files: readonly SourceFile[]): string[] {
  return plugins.flatMap((plugin) => {
    const folder = pluginFolder(plugin.name);
    const imports = files
      .filter((file) => isCode(file.path) && file.path.startsWith(`${folder}/`))
      .flatMap(importsOfPlugins);
    const others = imports.filter(({ name }) => name !== plugin.name);
    return [
      ...others
        .filter(({ name }) => !plugin.requires.includes(name))
        .map(
          ({ name, where }) =>
            `${where} imports "#${pluginFolder(name)}", which ${folder}/plugin.ts does not require. Add '${name}' to its \`requires\`, or tell by an event.`,
        ),
      ...plugin.requires
        .filter((name) => !others.some((used) => used.name === name))
        .map(
          (name) =>
            `${folder}/plugin.ts requires '${name}', which no file of ${folder} imports. Take it out of \`requires\`.`,
        ),
    ];
  });
}

export const pluginFolder = (name: string) => (name === 'lti' || name === 'judge0' ? name : `plugins/${name}`);

const importsOfPlugins = (file: SourceFile) =>
  parseSource(file).imports.flatMap(({ specifier, line }) => {
    const folder = specifier ? named(specifier) : null;
    return folder && folder !== 'src' ? [{ name: folder.replace('plugins/', ''), where: `${file.path}:${line}` }] : [];
  });
