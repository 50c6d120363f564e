import type { App } from '#src/app.ts';
import { anOrganization, openTestApp } from '../app.ts';
import { attempts } from './attempt.ts';
import { expectRefusal, type Refusal } from './expect-refusal.ts';
import { expectSession, type Admitted } from './expect-session.ts';
import { launchClient, type Answer } from './launch-client.ts';
import { register } from './register.ts';
import { openRows } from './rows.ts';
import { publicUrl, toolEnvironment } from './tool-environment.ts';
import { openTestPlatform, type PlatformOptions, type TestPlatform } from './test-platform.ts';

export { publicUrl };

/** A registered platform, and launches from it. */
export type Place = Awaited<ReturnType<typeof openPlace>>;

export interface PlaceOptions extends Partial<PlatformOptions> {
  /** False: registered, and its deployment belongs to nobody yet. */
  readonly isDeployed?: boolean;
  readonly organizationId?: string;
  readonly productFamily?: string;
}

export type Launches = Awaited<ReturnType<typeof openLaunches>>;

/** The application with an HTTPS address, behind a proxy, and whatever platforms a test opens. */
export async function openLaunches(environment: Readonly<Record<string, string>> = {}) {
  const app = await openTestApp({
    environment: { ...toolEnvironment, ...environment },
  });
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  const address = `http://127.0.0.1:${port}`;
  const rows = await openRows();
  const opened: TestPlatform[] = [];
  const place = async (options: PlaceOptions = {}) => {
    const made = await openPlace(app, address, options);
    opened.push(made.platform);
    return made;
  };
  return {
    app,
    address,
    rows,
    place,
    client: (headers?: Readonly<Record<string, string>>) => launchClient(address, headers),
    /** Makes an attempt that has to be refused; see `expectRefusal`. */
    refuses: (attempt: () => Promise<Answer>, expected: Refusal) => expectRefusal(rows, attempt, expected),
    /** Makes an attempt that has to end in one new session; see `expectSession`. */
    admits: (attempt: () => Promise<Answer>, options?: { readonly isRenewed: boolean }) =>
      expectSession(rows, attempt, options),
    /** Goes where a launch led, with its session. */
    follow: ({ token, answer }: Pick<Admitted, 'token' | 'answer'>) =>
      launchClient(address, { cookie: `__Host-assay=${token}` }).ask(answer.location!),
    async close() {
      await rows.close();
      await Promise.all(opened.map((platform) => platform.close()));
      await app.stop();
    },
  };
}

async function openPlace(app: App, address: string, options: PlaceOptions) {
  const { isDeployed = true, productFamily, organizationId = (await anOrganization(app)).id, ...rest } = options;
  const platform = await openTestPlatform({ publicUrl, ...rest });
  const owner = isDeployed ? organizationId : null;
  const registered = await register(app, platform, { organizationId: owner, productFamily });
  return { platform, organizationId, ...registered, ...attempts(address, platform) };
}
