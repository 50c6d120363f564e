import { languageName, readStatement, type Statement } from '#plugins/problems';
import { notFound } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { sideBySide } from '#src/scope/side-by-side.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { readDesk, type Work } from '../drafts/read-desk.ts';
import { sourceHash } from '../source-hash.ts';
import { filesOf } from './files-of.ts';
import { latestVerdict, selectLatest } from './latest-verdict.ts';
import { pathsOfWork, type PlaceOfWork } from './place-of-work.ts';
import type { RefusedWork } from './refused-work.ts';
import { taskOf } from './task-of.ts';
import { loadPanels } from './workspace-panel.ts';
import type { Workspace } from './workspace-view.ts';

export interface WorkspaceOptions {
  /** As asked for; one that the problem does not take counts as none. */
  readonly language?: string | undefined;
  /** Of what the actor handed in last here, or null for nothing; default: at the problem, wherever that was. */
  readonly latestId?: string | null;
  /** Templates of what the place adds to the page. */
  readonly around?: Workspace['around'];
  /** Whether nothing is handed in now; it can be tried out all the same. */
  readonly isClosed?: boolean;
  /** What was typed into the page and refused, and then stands in it again. */
  readonly refused?: RefusedWork | undefined;
}

/**
 * The page on which the actor solves a problem at a place that the caller has allowed them: task, their latest work, their
 * latest verdict. Throws DomainError `notFound` where it can be solved in no language.
 */
export async function workspaceOf(scope: Scope, place: PlaceOfWork, options: WorkspaceOptions): Promise<Workspace> {
  const { problemId, versionId, revision } = place;
  const { refused = null } = options;
  const [statement, { works, isPlain, isGuided }, latestId, panels] = await sideBySide([
    readStatement(scope, versionId, revision),
    readDesk(scope, problemId),
    options.latestId === undefined ? selectLatest(scope, problemId) : options.latestId,
    loadPanels(scope, place),
  ]);
  const chosen = choose(statement.languages, [
    options.language,
    refused?.language,
    ...works.map(({ language }) => language),
  ]);
  const work = works.find(({ language }) => language === chosen.id) ?? null;
  const files = filesOf(chosen, refused?.language === chosen.id ? refused.files : (work?.files ?? []));
  const latest = latestId === null ? null : await latestVerdict(scope, statement, latestId);
  return {
    problemId,
    versionId,
    isPlain,
    // Whoever has handed in here knows how.
    isGuided: isGuided && latest === null,
    files,
    personId: signedInUser(scope),
    task: taskOf(statement),
    language: chosen.id,
    languages: statement.languages.map(({ id }) => ({ id, name: languageName(id), isChosen: id === chosen.id })),
    hasSeveralFiles: files.length > 1,
    fixedFiles: chosen.given.map(({ path, content }) => ({ path, content })),
    draft: { saves: work?.saves ?? 0, savedAt: work?.savedAt ?? null },
    isOfOtherVersion: isOfOtherVersion(work, statement, files),
    paths: pathsIn(chosen, place),
    latest: latest?.verdict ?? null,
    isJudgedCode: latest?.sourceHash === sourceHash(files),
    panels,
    around: options.around ?? null,
    isClosed: options.isClosed ?? false,
    refusal: refused && { message: refused.message, problems: [...refused.problems] },
  };
}

type Language = Statement['languages'][number];

function pathsIn({ id }: Language, place: PlaceOfWork) {
  const paths = pathsOfWork(place);
  return { ...paths, draft: `${paths.draft}/${id}`, switch: paths.draft };
}

/** The first of the wishes that can be had, else what the author names first. */
function choose(languages: readonly Language[], wishes: readonly (string | undefined)[]): Language {
  const wish = wishes.find((one) => languages.some(({ id }) => id === one));
  const chosen = languages.find(({ id }) => id === wish) ?? languages[0];
  if (!chosen) throw notFound('language');
  return chosen;
}

/** Whether something was written for another version of the problem, and is not simply what one begins with now. */
const isOfOtherVersion = (work: Work | null, { versionId }: Statement, files: Workspace['files']) =>
  work !== null && work.versionId !== versionId && files.some(({ content, starter }) => content !== starter);
