import path from 'node:path';
import type { BuildOptions, BuildResult, Loader } from 'esbuild';
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
  // A classic script: `defer` keeps its order, and nothing of it leaks into the page.
  format: 'iife',
  // The first browsers with light-dark().
  target: ['chrome123', 'firefox120', 'safari17.5'],
  charset: 'utf8',
  legalComments: 'eof',
  entryNames: '[dir]/[name]-[hash]',
  assetNames: '[name]-[hash]',
  loader: copied,
  outdir: 'assets',
  logLevel: 'silent',
} as const satisfies BuildOptions;

/** Bundles and shrinks every entry. Throws an Error that names the file and line, or says how to get esbuild's program. */
export async function bundleAssets(root: string, entries: readonly Entry[], sourceMaps: boolean): Promise<Bundle> {
  const esbuild = await import('esbuild');
  try {
    const result = await esbuild.build({
      ...options,
      absWorkingDir: root,
      entryPoints: entries.map(({ name, file }) => ({ in: file, out: name.slice(0, -path.extname(name).length) })),
      sourcemap: sourceMaps ? 'linked' : false,
    });
    return { files: filesOf(root, entries, result), inputs: Object.keys(result.metafile.inputs) };
  } catch (error) {
    throw explained(error);
  } finally {
    // Otherwise its program waits for more work until this process ends.
    await esbuild.stop();
  }
}

function filesOf(root: string, entries: readonly Entry[], result: BuildResult<{ metafile: true; write: false }>) {
  const outputs = new Map(
    Object.entries(result.metafile.outputs).map(([file, { entryPoint }]) => [path.resolve(root, file), entryPoint]),
  );
  const names = new Map(entries.map(({ file, name }) => [file, name]));
  const folder = path.resolve(root, options.outdir);
  return result.outputFiles.map((file) => ({
    name: names.get(outputs.get(file.path) ?? '') ?? null,
    path: path.relative(folder, file.path),
    body: Buffer.from(file.contents),
  }));
}

/** Mistakes in the sources come as a list, with their places; what is left is esbuild itself. */
function explained(error: unknown) {
  if (error instanceof Error && 'errors' in error) return error;
  return new Error(
    `The assets are not bundled yet, and esbuild does not run on ${process.platform}-${process.arch}. Install with optional packages (npm ci --omit=dev --ignore-scripts), or bring .data/assets from where they were bundled.`,
    { cause: error },
  );
}
