/** What process 1 of a box noted: bash's words about a shell that a signal ended, and the lines of `times`. */
export function readNotes(text: string): { readonly signal: boolean; readonly cpuMs: number } {
  const lines = text.split('\n');
  const spent = lines.filter((line) => time.test(line)).slice(-1);
  return {
    signal: lines.some((line) => /^\S+: line \d+: +\d+ \S/.test(line)),
    cpuMs: spent.reduce((sum, line) => sum + milliseconds(line), 0),
  };
}

const time = /^(\d+)m([\d.]+)s (\d+)m([\d.]+)s$/;

function milliseconds(line: string) {
  const [, ...parts] = time.exec(line) ?? [];
  const [minutes = 0, seconds = 0, systemMinutes = 0, systemSeconds = 0] = parts.map(Number);
  return (minutes + systemMinutes) * 60_000 + (seconds + systemSeconds) * 1000;
}
