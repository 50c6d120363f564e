import { openPracticeLms } from '../lms/index.ts';

/** A Practice LMS in a process of its own, with one tool by hand; says its addresses, as JSON, when it answers. */
const { LMS_PORT, LMS_FILE, LMS_MEMBERS, TOOL_ORIGIN } = process.env;
const lms = await openPracticeLms({
  flavour: 'canvas',
  port: Number(LMS_PORT),
  dataFile: LMS_FILE!,
  members: Number(LMS_MEMBERS),
});
const tool =
  lms.tools[0] ??
  (await lms.addTool({
    loginUrl: `${TOOL_ORIGIN}/lti/login`,
    redirectUris: [`${TOOL_ORIGIN}/lti/launch`],
    jwksUrl: `${TOOL_ORIGIN}/lti/keys`,
    targetLinkUri: `${TOOL_ORIGIN}/lti`,
  }));
const column = lms.columnOf(lms.activities[0]!)!;
const said = {
  address: lms.address,
  issuer: lms.issuer,
  clientId: tool.clientId,
  column: column.id,
  course: column.courseId,
};
process.stdout.write(`${JSON.stringify(said)}\n`);
