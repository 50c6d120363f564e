import { builtinModules } from 'node:module';
import { parseSource } from './parse-source.ts';
import { isCode, isProduct, type SourceFile } from './source-files.ts';

/** Modules that open connections, and the only folders in which they may. Types open none. */
export const doors: Readonly<Record<string, readonly string[]>> = {
  undici: ['src/outbound'],
  axios: ['judge0'],
  nodemailer: ['src/mail'],
  openai: ['plugins/ai-reviews/model'],
  ws: [],
  got: [],
  'node-fetch': [],
  'node:http': ['src/http', 'src/outbound'],
  'node:https': ['src/outbound'],
  'node:http2': [],
  'node:net': ['src/http', 'src/machine', 'src/mail', 'src/outbound'],
  'node:tls': ['src/outbound', 'src/mail'],
  'node:dgram': [],
};

/** Outgoing connections leave through few doors. Returns a sentence for each import of another. */
export function checkNetwork(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => isCode(file.path) && isProduct(file.path))
    .flatMap((file) =>
      parseSource(file).imports.map((used) => ({ file: file.path, ...used, module: moduleOf(used.specifier) })),
    )
    .filter(
      ({ module, isTypeOnly, file }) => !isTypeOnly && doors[module]?.every((folder) => !file.startsWith(`${folder}/`)),
    )
    .map(({ file, line, module }) => {
      const allowed = doors[module]!.join(', ') || 'nobody';
      return `${file}:${line} imports ${module}, which opens connections past the checks of outgoing addresses (allowed to: ${allowed}). Use scope.outbound.`;
    });
}

/** `http` is `node:http`, and `undici/lib/x` is `undici`. */
function moduleOf(specifier: string | null) {
  if (!specifier) return '';
  const name = specifier.split('/')[0]!;
  return builtinModules.includes(name) ? `node:${name}` : specifier.startsWith('node:') ? specifier : name;
}
