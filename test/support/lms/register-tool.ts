import { beginRegistration } from './protocol/register.ts';
import type { Lms } from './state.ts';
import type { FlavourName, Tool } from './tool.ts';

/** Opens the tool's registration page as a browser would, and returns the tool that registered itself meanwhile. */
export async function registerTool(lms: Lms, registrationUrl: string, flavour: FlavourName): Promise<Tool> {
  const before = lms.tools.length;
  const answer = await fetch(await beginRegistration(lms, registrationUrl, flavour), {
    headers: { Accept: 'text/html' },
  });
  const text = await answer.text();
  const tool = lms.tools[before];
  if (!answer.ok || !tool) throw new Error(`The tool did not register: ${answer.status} ${text.slice(0, 2000)}`);
  return tool;
}
