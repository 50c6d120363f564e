import { z } from 'zod';

/** What a person has chosen for the way the application meets them [A-04][A-05][A-06]; what was never chosen has its default. */
export const Preferences = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  contrast: z.enum(['system', 'more']).default('system'),
  /** Whether single letters act as shortcuts (WCAG 2.1.4). */
  shortcuts: z.boolean().default(true),
  /** A plain text area instead of the editor. */
  plainEditor: z.boolean().default(false),
  /** Whether the workspace says first how one works in it. */
  workspaceGuide: z.boolean().default(true),
  notifications: z
    .object({
      email: z.boolean().default(true),
      push: z.boolean().default(true),
      achievements: z.boolean().default(true),
      challenges: z.boolean().default(true),
    })
    .prefault({}),
  privacy: z
    .object({
      profilePublic: z.boolean().default(true),
      showStats: z.boolean().default(true),
      showActivity: z.boolean().default(true),
    })
    .prefault({}),
});
export type Preferences = z.output<typeof Preferences>;

/** As they are stored: only what was chosen. */
export type StoredPreferences = z.input<typeof Preferences>;
