import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { seenBy } from '../authors.ts';
import type { ProblemContent } from '../content/problem-content.ts';
import { sealContent } from '../content/seal-content.ts';
import { ProblemDraft } from '../problem-draft.entity.ts';
import { Problem } from '../problem.entity.ts';
import { fileUnderTopics } from '../topics/file-under-topics.ts';
import { freeSlug } from './free-slug.ts';

/** A problem that only its author and those who look after the organization see, until it is published. */
export const createProblem = (scope: Scope, content: ProblemContent): Promise<Problem> =>
  scope.transaction(async (inside) => {
    const { em, actor } = inside;
    const seen = seenBy(actor, content);
    const { title, difficulty, category, tags, skills, visibility } = seen;
    const problem = em.create(Problem, {
      author: actor.kind === 'user' ? em.getReference(User, actor.id) : null,
      slug: await freeSlug(inside, title),
      title,
      difficulty,
      category,
      tags,
      skills,
      visibility,
      publishedAt: null,
      removedAt: null,
    });
    const id = crypto.randomUUID();
    em.create(ProblemDraft, { id, problem, content: sealContent(inside, seen, id), savedAt: inside.now() } as never);
    await em.flush();
    await fileUnderTopics(inside, problem.id, content.topicIds);
    return problem;
  });
