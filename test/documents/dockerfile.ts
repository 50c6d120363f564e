/** One instruction of a Dockerfile, with its flags (`--from=packages`) and the rest of its line. */
export interface Instruction {
  readonly name: string;
  readonly flags: Readonly<Record<string, string>>;
  readonly rest: string;
}

export interface Stage {
  readonly name: string | null;
  readonly image: string;
  readonly instructions: readonly Instruction[];
}

const known = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);

/** Reads a Dockerfile as far as ours goes: no here-documents, no escape directive. Throws for what Docker would refuse. */
export function readDockerfile(text: string) {
  const instructions = text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(readInstruction);
  const stages: Stage[] = [];
  for (const instruction of instructions) {
    if (instruction.name === 'FROM') stages.push(readFrom(instruction));
    else if (stages.length === 0) throw new Error(`${instruction.name} stands before FROM`);
    else (stages.at(-1)!.instructions as Instruction[]).push(instruction);
  }
  const last = stages.at(-1);
  if (!last) throw new Error('The Dockerfile has no FROM');
  return { stages, last, healthcheck: healthcheckOf(last), command: commandOf(last) };
}

/** The value of an instruction that counts: the last one of its kind. */
export const lastOf = (stage: Stage, name: string) => stage.instructions.findLast((each) => each.name === name);

function readInstruction(line: string): Instruction {
  const [name = '', ...words] = line.trim().split(/\s+/);
  if (!known.has(name)) throw new Error(`Docker knows no instruction ${name}: ${line}`);
  const count = words.findIndex((word) => !/^--[a-z-]+(=|$)/.test(word));
  const flags = words.slice(0, count).map((word) => word.slice(2).split(/=(.*)/s));
  const rest = line.trim().slice(name.length).trim();
  const skipped = words.slice(0, count).reduce((left, word) => left.slice(left.indexOf(word) + word.length), rest);
  return { name, flags: Object.fromEntries(flags.map(([key, value = '']) => [key!, value])), rest: skipped.trim() };
}

function readFrom({ rest }: Instruction): Stage {
  const match = /^(\S+)(?:\s+AS\s+(\S+))?$/i.exec(rest);
  if (!match) throw new Error(`FROM ${rest} cannot be read`);
  return { image: match[1]!, name: match[2] ?? null, instructions: [] };
}

function commandOf(stage: Stage): readonly string[] {
  return JSON.parse(lastOf(stage, 'CMD')?.rest ?? 'null') as string[];
}

function healthcheckOf(stage: Stage) {
  const { flags = {}, rest = '' } = lastOf(stage, 'HEALTHCHECK') ?? {};
  if (!rest.startsWith('CMD ')) throw new Error(`HEALTHCHECK ${rest} has to be CMD […]`);
  const { interval, timeout, retries } = flags;
  return { interval, timeout, retries, command: JSON.parse(rest.slice(4)) as string[] };
}
