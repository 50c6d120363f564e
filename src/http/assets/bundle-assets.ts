import path from 'node:path';
import type { BuildOptions, BuildResult, Loader, Metafile } from 'esbuild';
import type { BundledFile } from './asset-file.ts';
import type { Entry } from './entries.ts';

/** Files that went into a bundle, relative to the root. */
export interface Bundle {
  readonly files: readonly BundledFile[];
  readonly inputs: readonly string[];
}

const copied: Record<string, Loader> = Object.fromEntries(
  ['.woff2', '.svg', '.png', '.jpg', '.webp', '.ico', '.txt', '.wasm', '.webmanifest'].map((end) => [end, 'copy']),
);

const options = {
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  // The first browsers with light-dark().
  target: ['chrome123', 'firefox120', 'safari17.5'],
  charset: 'utf8',
  legalComments: 'eof',
  entryNames: '[dir]/[name]-[hash]',
  assetNames: '[name]-[hash]',
  chunkNames: 'part-[hash]',
  loader: copied,
  outdir: 'assets',
  logLevel: 'silent',
} as const satisfies BuildOptions;

/** A classic script: `defer` keeps its order, and nothing of it leaks into the page. */
const classic = { format: 'iife' } as const satisfies BuildOptions;

/** What a module imports only when it is needed becomes a file of its own. */
const modular = { format: 'esm', splitting: true } as const satisfies BuildOptions;

/** Bundles and shrinks every entry; one that ends in `.mjs` stays a module. Throws an Error that names the file and line, or says how to get esbuild's program. */
export async function bundleAssets(root: string, entries: readonly Entry[], sourceMaps: boolean): Promise<Bundle> {
  const esbuild = await import('esbuild');
  const isModule = ({ name }: Entry) => name.endsWith('.mjs');
  const build = async (some: readonly Entry[], kind: typeof classic | typeof modular) => {
    const result = await esbuild.build({
      ...options,
      ...kind,
      absWorkingDir: root,
      entryPoints: some.map(({ name, file }) => ({ in: file, out: name.slice(0, -path.extname(name).length) })),
      sourcemap: sourceMaps ? 'linked' : false,
    });
    return { files: filesOf(root, some, result), inputs: Object.keys(result.metafile.inputs) };
  };
  try {
    const [scripts, modules] = await Promise.all([
      build(
        entries.filter((entry) => !isModule(entry)),
        classic,
      ),
      build(entries.filter(isModule), modular),
    ]);
    const inputs = new Set([...scripts.inputs, ...modules.inputs]);
    return { files: [...scripts.files, ...modules.files], inputs: [...inputs] };
  } catch (error) {
    throw explained(error);
  } finally {
    // Otherwise its program waits for more work until this process ends.
    await esbuild.stop();
  }
}

function filesOf(root: string, entries: readonly Entry[], result: BuildResult<{ metafile: true; write: false }>) {
  const { outputs } = result.metafile;
  const names = new Map(entries.map(({ file, name }) => [file, name]));
  const folder = path.resolve(root, options.outdir);
  const servedPath = (file: string) => path.relative(folder, path.resolve(root, file));
  return result.outputFiles.map((file) => {
    const output = path.relative(root, file.path);
    return {
      name: names.get(outputs[output]?.entryPoint ?? '') ?? null,
      path: servedPath(output),
      body: Buffer.from(file.contents),
      imports: [...importedBy(outputs, output)].map(servedPath),
    };
  });
}

/** All that has to be there before a module runs: fetched one after the other, each would wait for the one that names it. */
function importedBy(outputs: Metafile['outputs'], output: string, found = new Set<string>()) {
  for (const { path: next, kind } of outputs[output]?.imports ?? []) {
    if (kind !== 'import-statement' || found.has(next)) continue;
    found.add(next);
    importedBy(outputs, next, found);
  }
  return found;
}

/** Mistakes in the sources come as a list, with their places; what is left is esbuild itself. */
function explained(error: unknown) {
  if (error instanceof Error && 'errors' in error) return error;
  return new Error(
    `The assets are not bundled yet, and esbuild does not run on ${process.platform}-${process.arch}. Install with optional packages (npm ci --omit=dev --ignore-scripts), or bring .data/assets from where they were bundled.`,
    { cause: error },
  );
}
