import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import { driver } from '../drivers/driver.ts';
import type { SourceFile } from '../execution.ts';
import { nodeTypes } from '../languages/node-types.ts';

export interface Program {
  readonly family: string;
  readonly files: readonly SourceFile[];
  readonly compile: string | null;
}

/** What the archive's time stamps say. The same program makes the same bytes, so that a judge can know it again. */
const always = new Date(2000, 0, 1);
/** Less is packed as it is: to press it takes longer than to send it. */
const pressedBytes = 64_000;

/**
 * A multi-file program as Judge0 wants it: a zip with `run` and `compile`, the driver and the program's own files in `work`.
 * It holds neither inputs nor keys, because compilers read what lies there. Base64.
 */
export async function programArchive({ family, files, compile }: Program): Promise<string> {
  const zip = new yazl.ZipFile();
  const add = (path: string, content: string | Uint8Array) => {
    const bytes = Buffer.from(content as string);
    const compress = bytes.length > pressedBytes;
    zip.addBuffer(bytes, path, { mtime: always, mode: 0o100644, forceDosTimestamp: true, compress });
  };
  add('run', 'exec /usr/bin/perl driver.pl\n');
  if (compile !== null) add('compile', compileScript(family, compile));
  add('driver.pl', driver);
  if (family === 'typescript') add('node.d.ts', nodeTypes);
  for (const file of files) add(`work/${file.path}`, file.content);
  zip.end();
  return (await buffer(zip.outputStream)).toString('base64');
}

/** Judge0's TypeScript knows nothing of Node, where its own types are not installed: then ours stand in. */
function compileScript(family: string, command: string) {
  const types = family === 'typescript' ? '[ -d /node_modules/@types/node ] || set -- ../node.d.ts\n' : '';
  return `cd work || exit 1\n${types}${command}${family === 'typescript' ? ' "$@"' : ''}\n`;
}
