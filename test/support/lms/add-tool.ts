import { courses, type Activity } from './courses.ts';
import { flavours } from './flavours/flavours.ts';
import { columnOf } from './gradebook/column.ts';
import type { Lms } from './state.ts';
import type { Tool } from './tool.ts';

export type NewTool = Omit<Tool, 'number' | 'deploymentId'>;

/** Registers a tool, deploys it, and puts activities that launch it into the courses. */
export async function addTool(lms: Lms, described: NewTool): Promise<Tool> {
  const number = 1 + Math.max(0, ...lms.tools.map((tool) => tool.number));
  const { clientId, flavour, name, loginUrl, redirectUris, jwksUrl, targetLinkUri, scopes, custom } = described;
  const deploymentId = flavours[flavour].deploymentId(number);
  const tool: Tool = {
    clientId,
    number,
    deploymentId,
    flavour,
    name,
    loginUrl,
    redirectUris,
    jwksUrl,
    targetLinkUri,
    scopes,
    custom,
  };
  lms.tools.push(tool);
  lms.activities.push(...firstActivities(tool));
  lms.columns.push(...firstActivities(tool).map((activity) => columnOf(activity)));
  await lms.save();
  return tool;
}

/** The same after a restart, so that the tool finds the resource links that it knows. */
export function firstActivities(tool: Tool): readonly Activity[] {
  const activity = (last: number, courseId: string, title: string, opensIn: Activity['opensIn']): Activity => ({
    id: String(tool.number * 10 + last),
    courseId,
    clientId: tool.clientId,
    title: `${tool.name} ${title}`,
    targetLinkUri: tool.targetLinkUri,
    custom: {},
    opensIn,
  });
  return [
    activity(1, courses.programming.id, 'with nothing chosen (frame)', 'frame'),
    activity(2, courses.programming.id, 'with nothing chosen (new tab)', 'tab'),
    activity(3, courses.dataStructures.id, 'with nothing chosen (frame)', 'frame'),
  ];
}
