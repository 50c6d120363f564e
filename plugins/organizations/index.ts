export { homePanel, type HomePanel } from './home/home-panel.ts';
export { keepers } from './keepers.ts';
export {
  organizationSetting,
  settingTabs,
  SettingTabs,
  type OrganizationSetting,
} from './settings/organization-setting.ts';
