export { refuseWeakPassword, passwordLength } from './password-rules.ts';
export { profileStatistic, type ProfileStatistic } from './profiles/profile-statistic.ts';
export { authMethod, type AuthMethod } from './sign-in/auth-method.ts';
export { userErased } from './own/user-erased.ts';
