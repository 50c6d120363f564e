import type { Claims } from './claim-names.ts';
import { launchClient, type Answer, type Fields, type LaunchClient } from './launch-client.ts';
import type { TestPlatform, TokenOptions } from './test-platform.ts';

export interface AttemptOptions {
  /** Replace whole claims of a valid launch; undefined takes one out. */
  readonly claims?: Claims;
  readonly token?: TokenOptions;
  /** Replace parameters of the login initiation. */
  readonly login?: Readonly<Record<string, string | undefined>>;
  /** What is posted beside `id_token` and `state`, or instead of them. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly client?: LaunchClient;
}

/** A login, begun in a browser, for which the platform may sign a token. */
export interface BegunLogin {
  readonly client: LaunchClient;
  readonly state: string;
  readonly nonce: string;
}

/** Whole launches of one platform against one address of the tool. */
export function attempts(address: string, platform: TestPlatform) {
  const begin = async (client = launchClient(address), login: AttemptOptions['login'] = {}): Promise<BegunLogin> => {
    const { status, page, authorization } = await client.login(platform.loginParameters(login));
    const [state, nonce] = [authorization.get('state'), authorization.get('nonce')];
    if (!state || !nonce) throw new Error(`the login did not begin: ${status} ${page}`);
    return { client, state, nonce };
  };
  return {
    begin,
    /** Login, token and launch, each valid but for what the options change. */
    async launch({ claims = {}, token = {}, login = {}, fields = {}, client }: AttemptOptions = {}): Promise<Answer> {
      const begun = await begin(client, login);
      const signed = await platform.idToken(platform.claims({ nonce: begun.nonce, ...claims }), token);
      const form: Fields = { id_token: signed, state: begun.state, ...fields };
      return begun.client.launch(form);
    },
  };
}
