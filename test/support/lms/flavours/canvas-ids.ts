import { createHash } from 'node:crypto';

const known = new Map<string, string>();

/** Forty signs that tell nobody what they stand for. */
export function opaque(text: string): string {
  const id = known.get(text) ?? createHash('sha1').update(`practice ${text}`).digest('hex');
  known.set(text, id);
  return id;
}

export const canvasContextId = (courseId: string) => opaque(`course ${courseId}`);
export const canvasResourceLinkId = (activityId: string) => opaque(`activity ${activityId}`);
export const legacyUserId = (personId: string) => opaque(`legacy person ${personId}`);

const uuids = new Map<string, string>();

export function uuidOf(personId: string): string {
  const uuid = uuids.get(personId) ?? uuidFrom(opaque(`person ${personId}`));
  uuids.set(personId, uuid);
  return uuid;
}

const uuidFrom = (hash: string) =>
  [8, 12, 16, 20].map((end, index) => hash.slice([0, 8, 12, 16][index], end)).join('-') + `-${hash.slice(20, 32)}`;
