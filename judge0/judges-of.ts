import { ProgrammingError } from '#src/errors.ts';
import type { Companion } from '#src/companion.ts';
import type { Kernel } from '#src/scope/kernel.ts';
import type { Keyring } from '#src/keys/keyring.ts';
import type { Ended } from './client/answers.ts';
import { callbackAddress, callbackTopic } from './callbacks/callback-address.ts';
import { openJudges, type JudgeAddress, type Judges } from './client/open-judges.ts';
import { judgeSettings } from './settings.ts';
import { LocalJudge } from './supervise/local-judge.ts';

/** The judges of a process, and the local one if it is ours. */
export interface JudgeRoom {
  judges(): Promise<Judges>;
  /** Null where addresses are given, or where production does not want one. */
  readonly local: LocalJudge | null;
}

/** By the keyring, which every Scope of a process has and no two processes in one, as tests have them, share. */
const rooms = new WeakMap<Keyring, JudgeRoom>();

/** Throws ProgrammingError in a process that runs no application. */
export function judgeRoomOf({ keys }: { readonly keys: Keyring }): JudgeRoom {
  const room = rooms.get(keys);
  if (!room) throw new ProgrammingError('Programs are run by the application: there are no judges in the shell.');
  return room;
}

/** Null in a process that runs no application. */
export const findJudgeRoom = ({ keys }: { readonly keys: Keyring }) => rooms.get(keys) ?? null;

/** Opens the judges of a process when somebody first asks for them, and the local one at once where jobs are done. */
export function judgeCompanion(kernel: Kernel): Companion {
  const { config, keys } = kernel;
  const { JUDGE0_URL, JUDGE0_LOCAL } = config.of(judgeSettings);
  const isLocal = !JUDGE0_URL?.length && (!config.production || JUDGE0_LOCAL);
  let opened: Promise<Judges> | null = null;
  const tell = async (ended: Ended) => (await opened)?.tell(ended) ?? false;
  const passOn = async (ended: Ended) => {
    if (!(await tell(ended))) kernel.notifications.tell(callbackTopic, ended.token);
  };
  const local = isLocal ? new LocalJudge({ ...localOptions(kernel), heard: (ended) => void passOn(ended) }) : null;
  const room = { local, judges: () => (opened ??= open(kernel, local)) };
  rooms.set(keys, room);
  kernel.notifications.on(callbackTopic, (token) => void tell({ token }));
  return {
    async begin({ work }) {
      if (work) local?.start();
    },
    async end() {
      (await opened?.catch(() => null))?.close();
      await local?.stop();
    },
  };
}

async function open({ config, keys, outbound, log }: Kernel, local: LocalJudge | null) {
  const { JUDGE0_URL = [], JUDGE0_AUTH_TOKEN = [], JUDGE0_LANGUAGES, JUDGE0_CALLBACK_URL } = config.of(judgeSettings);
  const given = JUDGE0_URL.map((url, index): JudgeAddress => ({
    url,
    token: JUDGE0_AUTH_TOKEN[index] ?? JUDGE0_AUTH_TOKEN[0] ?? null,
  }));
  return openJudges({
    addresses: local ? [await local.address()] : given,
    fetch: outbound.operator.fetch,
    log,
    languageMap: JUDGE0_LANGUAGES ?? {},
    tellsEnds: local !== null,
    callbackUrl: JUDGE0_CALLBACK_URL ? callbackAddress(JUDGE0_CALLBACK_URL, keys) : null,
  });
}

const localOptions = ({ config, log }: Kernel) => ({
  folder: `${config.dataFolder}/judge`,
  root: config.root,
  isUnsafe: config.of(judgeSettings).JUDGE0_LOCAL_UNSAFE,
  log,
});
