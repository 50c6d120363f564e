/** `sums.c:3:5: error: …`, `Main.java:3: error: …` and `sums.ts(3,5): error TS1005: …`. */
const complaint = /^(?:.*\/)?([\w.-]+\.\w+)[:(](\d+)(?:[:,]\d+)?\)?:\s*(?:fatal\s+)?error:?\s*(.+)$/;
/** `  File "sums.py", line 3`, whose message comes lines later. */
const traced = /^\s*File "(?:.*\/)?([\w.-]+)", line (\d+)/;

/** The lines that a compiler complains of, with what it says of them. */
export function compilerLines(results) {
  return [...results.querySelectorAll('[data-compiler] pre')].flatMap(({ textContent }) => {
    const lines = textContent.trimEnd().split('\n');
    return lines.flatMap((text) => {
      const [, file, line, said] = complaint.exec(text) ?? traced.exec(text) ?? [];
      return file ? [{ file, line: Number(line), text: said ?? lines.at(-1) }] : [];
    });
  });
}
