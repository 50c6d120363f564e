import { openPracticeLms } from '../../support/lms/index.ts';

/** A platform in a process of its own: registers a tool at each address that it is sent, and answers when it has. */
const lms = await openPracticeLms();
process.on('message', (registrationUrl) => {
  void lms.registerTool(String(registrationUrl)).then(
    () => process.send!('registered'),
    (error: unknown) => process.send!(`failed: ${String(error)}`),
  );
});
process.send!('ready');
