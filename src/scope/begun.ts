import type { InstallationScope, Scope } from './scope.ts';
import { behind } from './shared.ts';

/** Resolves once `now` of the open transaction can be asked: at once where a statement was answered already. */
export const begun = async (scope: Scope | InstallationScope): Promise<void> => behind.get(scope)?.unit?.begun();
