/** The body of a submission as the client sends it. */
export interface Sent {
  readonly stdin: string;
  readonly additional_files: string;
  readonly [field: string]: unknown;
}

interface SentRun {
  readonly key: string;
  readonly input: Buffer;
}

/** What stands in the input of a box: the key of each run with its input, and the key of the end. */
export function readBoxInput(sent: Sent): { readonly runs: readonly SentRun[]; readonly endKey: string } {
  const bytes = Buffer.from(sent.stdin, 'base64');
  let at = 0;
  const line = () => {
    const stop = bytes.indexOf(10, at);
    const words = bytes.toString('latin1', at, stop).split(' ');
    at = stop + 1;
    return words;
  };
  const take = (length: number) => bytes.subarray(at, (at += length));
  const [count, endKey = '', , , , , commandLength] = line();
  take(Number(commandLength));
  const runs = Array.from({ length: Number(count) }, () => {
    const [key = ''] = line();
    const [inputLength, argumentsLength] = line();
    const input = take(Number(inputLength));
    take(Number(argumentsLength));
    return { key, input };
  });
  return { runs, endKey };
}

export const frame = (key: string, output: Uint8Array, words = 'exit 0 0 1000 2000 4000') =>
  Buffer.concat([Buffer.from(`${key} ${words} ${output.length} ${output.length} 0 0\n`), output, Buffer.from('\n')]);

/** What the driver would write if every run gave back its input. */
export function echoes(sent: Sent): Buffer {
  const { runs, endKey } = readBoxInput(sent);
  return Buffer.concat([...runs.map(({ key, input }) => frame(key, input)), Buffer.from(`${endKey} done\n`)]);
}
