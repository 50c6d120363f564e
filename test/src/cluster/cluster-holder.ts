// node cluster-holder.ts <directory> [<setting>=<value> …]: opens the cluster, tells where it is, and lets go when its
// standard input ends.
import { openCluster } from '#src/cluster/open-cluster.ts';

const [directory = '', ...settings] = process.argv.slice(2);
const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

try {
  const steps: string[] = [];
  const asked = Object.fromEntries(settings.map((setting) => setting.split('=')));
  const cluster = await openCluster(directory, {
    settings: { ...fast, ...asked },
    say: (step) => steps.push(step),
  });
  console.log(JSON.stringify({ port: cluster.port, superuserUrl: cluster.superuserUrl, steps }));
  process.stdin.resume().once('end', () => void cluster.release().then(() => console.log('released')));
} catch (error) {
  console.log(JSON.stringify({ error: String(error) }));
  process.exitCode = 1;
}
