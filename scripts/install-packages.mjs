// Brings node_modules to what package-lock.json says. Started by run.mjs, which holds a lock around it.
import { runToEnd } from './child-process.mjs';
import { isInstalled, markInstalled } from './install-stamp.mjs';
import { complain, root, say } from './project.mjs';

// What the outer npm says about itself would steer the inner one (`npm_config_omit`, `npm_package_name`, …).
const inherited =
  /^npm_(lifecycle|package)_|^npm_config_(omit|only|production|dry_run|global|location|workspaces?|ignore_scripts)$/i;

// Whoever held the lock before may have done it.
if (!isInstalled()) process.exitCode = await install();

async function install() {
  say('installing packages (npm ci); the first time takes about half a minute');
  const [command, ...args] = npm();
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.test(name)));
  const options = [
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const code = await runToEnd(command, [...args, 'ci', ...options], { cwd: root, env });
  if (code === 0) markInstalled();
  else complain(`npm ci ended with exit code ${code}; what it said stands above.`);
  return code;
}

/** The npm that started us, if one did: it need not be on the PATH. */
function npm() {
  const script = process.env.npm_execpath;
  return script && /\.c?js$/.test(script) ? [process.execPath, script] : ['npm'];
}
