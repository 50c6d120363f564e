import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { Launch } from '../launch.ts';
import type { DeepLinkingSettings } from './settings.ts';

/** A request for content that came just now. */
export interface AskedContent {
  readonly id: string;
  readonly launch: Launch;
  readonly settings: DeepLinkingSettings;
}

/** The path of a plugin's own picker for a request, which answers it by `answerWithLinks`; null where it has none for it. */
export const deepLinkPicker =
  extensionPoint<(scope: Scope, asked: AskedContent) => Promise<string | null>>('lti.deepLinkPicker');
