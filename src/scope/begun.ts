import type { InstallationScope, Scope } from './scope.ts';
import { behind } from './shared.ts';

/** Resolves once `now` of the open transaction can be asked, for whoever `allow`s by the clock alone: at once where a statement was answered. */
export const begun = async (scope: Scope | InstallationScope): Promise<void> => behind.get(scope)?.unit?.begun();
