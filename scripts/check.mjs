// Type check, lint and format check of the whole repository: `npm run check`.
import { checks, runStep } from './checks.mjs';

const failed = [];
for (const { name, command } of checks) {
  const code = await runStep(name, command);
  if (code > 128) process.exit(code);
  if (code !== 0) failed.push(name);
}
process.stdout.write(failed.length === 0 ? '\nNothing to mend.\n' : `\nTo mend: ${failed.join(', ')}.\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
