import { randomBytes } from 'node:crypto';
import type { Activity } from '../courses.ts';
import type { Person } from '../people.ts';
import type { Launch, Lms } from '../state.ts';
import type { Tool } from '../tool.ts';
import type { Choice } from './choice.ts';

const choiceHours = 4;

export interface Choosing {
  readonly tool: Tool;
  readonly person: Person;
  readonly courseId: string;
  /** What is chosen anew; null for something new. */
  readonly again: Activity | null;
}

/** Remembers that somebody goes to choose, and gives the launch that takes them there. */
export function beginChoice(lms: Lms, { tool, person, courseId, again }: Choosing): Launch {
  const choice: Choice = {
    id: randomBytes(8).toString('base64url'),
    courseId,
    clientId: tool.clientId,
    personId: person.id,
    data: tool.flavour === 'canvas' ? dataWith(randomBytes(24).toString('base64url')) : null,
    acceptsMultiple: tool.flavour === 'moodle' && again === null,
    activityId: again?.id ?? null,
    expires: Date.now() + choiceHours * 3_600_000,
    isAnswered: false,
  };
  lms.choices.set(choice.id, choice);
  const activity = again ?? nothingYet(tool, courseId);
  return { tool, person, activity, message: 'LtiDeepLinkingRequest', opensIn: 'frame', about: null, choice };
}

/** With signs that are lost by whoever does not hand it back as it is. */
const dataWith = (secret: string) => ` op=321&v=2;"${secret}" + ü <b> `;

const nothingYet = (tool: Tool, courseId: string): Activity => ({
  id: '0',
  courseId,
  clientId: tool.clientId,
  title: tool.name,
  targetLinkUri: tool.targetLinkUri,
  custom: {},
  opensIn: 'frame',
});
