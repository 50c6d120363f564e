/** What others ask of the queue in which submissions wait. */
export const judgingQueue = {
  name: 'submissions.judge',
  /** Judgings that run side by side in one process at least. */
  lanes: 6,
} as const;
