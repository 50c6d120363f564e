export const assignmentsPath = '/assignments';
export const assignmentPath = (id: string) => `${assignmentsPath}/${id}`;
/** Where a problem of an assignment is worked on. */
export const assignedPath = (id: string, problemId: string) => `${assignmentPath(id)}/problems/${problemId}`;
