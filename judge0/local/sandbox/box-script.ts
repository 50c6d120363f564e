/** The descriptors of a box. 0 and 1 are the program's own; 2 is where process 1 says what it saw. */
export const descriptor = {
  stdin: 0,
  stdout: 1,
  notes: 2,
  status: 3,
  seccomp: 4,
  control: 5,
  stderr: 6,
  files: 7,
  made: 8,
};

/** What process 1 of a box reads when its work is known. */
export interface Order {
  /** How the files are packed. */
  readonly packed: 'texts' | 'archive';
  readonly script: 'run' | 'compile';
  readonly mergeStderr: boolean;
  /** Whether the folder is wanted afterwards, as an archive. */
  readonly keep: boolean;
  readonly fileKb: number;
  readonly stackKb: number;
  readonly cpuSeconds: number;
  /** Limits of each process, where no cgroup counts them together; null leaves them out. */
  readonly perProcess: { readonly dataKb: number; readonly processes: number } | null;
}

export const orderLine = (order: Order) =>
  `${[
    order.packed,
    order.script,
    order.mergeStderr ? 1 : 6,
    order.keep ? 'keep' : 'drop',
    order.fileKb,
    order.stackKb,
    order.cpuSeconds,
    order.perProcess?.dataKb ?? 'hard',
    order.perProcess?.processes ?? 'hard',
  ].join(' ')}\n`;

/** KB that the folder may have, as an archive, when it is kept. */
const keptKb = 131_072;

/**
 * Process 1 of a box: waits for the order, unpacks the files (few texts without starting anything, which is a tenth of a short
 * run), runs the script in a shell of its own whose death by a signal it notes, and lets nothing outlive it. It never opens a
 * file by name that a program may have made. A program can open what this process has open, and write into its memory, through
 * /proc: so it lets the input go, in which a driver may have those of later runs, holds no secret and has the limits itself.
 */
export const boxScript = `
echo ready >&5
read -r -u 5 -a order || exit 0
exec 3<&- 4<&- 5>&-
if [ "\${order[0]}" = texts ]; then
  LC_ALL=C
  while IFS= read -r -d '' -u 7 name && IFS= read -r -d '' -u 7 text; do printf %s "$text" >"$name"; done
  unset LC_ALL name text
else
  tar -x -m -i -f - <&7
fi
exec 7<&-
order=("\${order[@]:1}")
ulimit -c 0 -n 512 -t "\${order[5]}" -d "\${order[6]}" -u "\${order[7]}"
ulimit -s "\${order[4]}" 2>/dev/null
[ "\${order[2]}" = keep ] && ulimit -f ${keptKb} || ulimit -f "\${order[3]}"
(
  trap - INT QUIT
  exec 2>&"\${order[1]}" 6>&- 8>&-
  ulimit -f "\${order[3]}"
  shopt -u sourcepath
  BASH_ARGV0=\${order[0]}
  unset order
  [ -e "$0" ] || { echo "/bin/bash: $0: No such file or directory" >&2; exit 127; }
  . "$0"
) <&0 &
exec <&-
wait $!
code=$?
[ $$ = 1 ] && kill -9 -1 2>/dev/null
times >&2
[ "\${order[2]}" = keep ] && tar -c -f - . >&8
exit $code
`;
