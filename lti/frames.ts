import { lookUp } from '#src/database/look-up.ts';
import { frameSource } from '#src/http/frame-ancestors.ts';

/** The public id in the address of a page that an LMS frames is its deployment's: it selects frame-ancestors and nothing else. */
export const deploymentFrames = frameSource(async (orm, id) => {
  const found = await lookUp<{ frame_origins: readonly string[] }>(orm, 'find_lti_frames', [id]);
  return found?.frame_origins ?? null;
});
