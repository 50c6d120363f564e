import type { ScoreReason } from '../platforms/gradebook.ts';
import { courseRoleOf } from '../roles.ts';
import { gradeScopes } from '../advantage/grade-names.ts';
import type { ScoreRow } from './read-score.ts';

/** What keeps a score here, whatever the platform would say; null for nothing. */
export function obstacleOf(score: ScoreRow): ScoreReason | null {
  if (score.isSuspended) return 'suspended';
  if (score.subject === null) return 'notFromLms';
  if (score.url === null || score.isGone) return 'itemGone';
  if (!score.scopes.includes(gradeScopes.score)) return 'scopeMissing';
  const isStaff = ['instructor', 'teachingAssistant'].includes(courseRoleOf(score.roles ?? []));
  return (isStaff || score.isTestUser) && !score.isAskedFor ? 'staff' : null;
}
