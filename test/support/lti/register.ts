import { registerPlatform } from '#lti';
import type { App } from '#src/app.ts';
import { LtiDeployment } from '../../../lti/deployment.entity.ts';
import { anInstallationScope, scopeIn } from '../app.ts';
import type { TestPlatform } from './test-platform.ts';

export interface Registration {
  /** Whose its one deployment is; null: nobody's yet. */
  readonly organizationId: string | null;
  readonly productFamily?: string | undefined;
}

/** Registers a test platform, as `add-platform` does. `deploy` makes another deployment of it somebody's. */
export async function register(app: App, platform: TestPlatform, { organizationId, productFamily }: Registration) {
  const form = {
    issuer: platform.issuer,
    clientId: platform.clientId,
    authorizationEndpoint: platform.authorizationUrl,
    tokenEndpoint: platform.tokenUrl,
    jwksUri: platform.keys.url,
    productFamily: productFamily ?? null,
    organizationId,
    deploymentIds: organizationId === null ? [] : [platform.deploymentId],
  };
  const registered = await anInstallationScope(app).transaction((scope) => registerPlatform(scope, form));
  return {
    ...registered,
    async deploy(owner: string, deploymentId: string) {
      const scope = await scopeIn(app, owner);
      await scope.transaction(async ({ em }) => {
        em.create(LtiDeployment, { registration: registered.registrationId, deploymentId } as never);
        await em.flush();
      });
    },
  };
}
