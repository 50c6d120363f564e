export const submissionsPath = '/submissions';
export const submissionPath = (id: string) => `${submissionsPath}/${id}`;
/** The attempts of one person at a problem. */
export const attemptsPath = (problemId: string) => `/problems/${problemId}/submissions`;
/** Where the problem is solved. */
export const solvePath = (problemId: string) => `/problems/${problemId}/solve`;
export const runPath = (id: string) => `/runs/${id}`;
