import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';
import { z } from 'zod';

/** A tab of an organization's settings. Its page is a route of whoever offers it, which draws `organizations/settings/tabs`. */
export interface OrganizationSetting {
  /** Key of its name. */
  readonly label: string;
  /** Of its page: `/admin/settings/…`. */
  readonly path: string;
}

/** A plugin's offer of a tab; in the order of the plugins. */
export const organizationSetting = extensionPoint<OrganizationSetting>('organizations.organizationSetting');

/** For the schema of such a page's view: `tabs: SettingTabs`. */
export const SettingTabs = z.array(z.object({ label: z.string(), path: z.string(), isCurrent: z.boolean() }));

/** The tabs with the one of `path` as the current one. */
export const settingTabs = ({ contributions }: Pick<Scope, 'contributions'>, path: string) =>
  contributions(organizationSetting).map((tab) => ({ ...tab, isCurrent: tab.path === path }));
