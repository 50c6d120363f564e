/** Judge0's statuses; the position is the number, less one. */
const descriptions = [
  'In Queue',
  'Processing',
  'Accepted',
  'Wrong Answer',
  'Time Limit Exceeded',
  'Compilation Error',
  'Runtime Error (SIGSEGV)',
  'Runtime Error (SIGXFSZ)',
  'Runtime Error (SIGFPE)',
  'Runtime Error (SIGABRT)',
  'Runtime Error (NZEC)',
  'Runtime Error (Other)',
  'Internal Error',
  'Exec Format Error',
] as const;

export const statuses = descriptions.map((description, index) => ({ id: index + 1, description }));

export const statusOf = (id: number) => statuses[id - 1] ?? statuses[12]!;

export const status = {
  queued: 1,
  processing: 2,
  accepted: 3,
  wrongAnswer: 4,
  timeLimit: 5,
  compilationError: 6,
  segmentationFault: 7,
  fileSize: 8,
  floatingPoint: 9,
  aborted: 10,
  nonZeroExit: 11,
  otherSignal: 12,
  internalError: 13,
} as const;
