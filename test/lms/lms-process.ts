import { openPracticeLms } from '../support/lms/index.ts';

/** A practice LMS in a process of its own, which can be killed: with a data file, many students and one tool. */
const [dataFile, registrationUrl, members] = process.argv.slice(2);
const lms = await openPracticeLms({ dataFile: dataFile!, issuer: 'https://lms.example', members: Number(members) });
await lms.registerTool(registrationUrl!);
process.send!(lms.address);
