import { fileFor, languageName, readShown, type SourceFile } from '#plugins/problems';
import { invalid, type FieldProblem } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { lockedProblems } from './check-locked.ts';
import { longestFile, type ProgramInput } from './source-input.ts';

export interface CheckedProgram {
  readonly language: string;
  readonly files: readonly SourceFile[];
}

/** The files of a program that may be run. Throws DomainError `invalid` with what is wrong and where [F1-03]. */
export async function checkSource(scope: Scope, versionId: string, input: ProgramInput): Promise<CheckedProgram> {
  const { languages } = await readShown(scope, versionId);
  const language = languages.find(({ id }) => id === input.language);
  if (!language)
    throw invalid({
      field: 'language',
      key: 'submissions.error.language',
      parameters: { languages: languages.map(({ id }) => languageName(id)).join(', ') },
    });
  const isFiles = input.files !== undefined && input.files.length > 0;
  const files = isFiles
    ? input.files!
    : [{ path: language.starter[0]?.path ?? fileFor(language.id, 'main'), content: input.code ?? '' }];
  const fieldOf = (place: number) => (isFiles ? `files.${place}.content` : 'code');
  const problems = files.flatMap((file, index) => problemsOf(file, fieldOf(index)));
  if (files.every(({ content }) => content.trim() === ''))
    problems.push({ field: isFiles ? 'files.0.content' : 'code', key: 'submissions.error.empty' });
  const twice = files.findIndex((file, index) => files.findIndex(({ path }) => path === file.path) !== index);
  if (twice >= 0) problems.push({ field: `files.${twice}.path`, key: 'submissions.error.twice' });
  if (problems.length === 0) problems.push(...lockedProblems(language, files, fieldOf));
  if (problems.length > 0) throw invalid(...problems);
  return { language: language.id, files };
}

function problemsOf({ path, content }: SourceFile, field: string): FieldProblem[] {
  const characters = content.match(/./gsu)?.length ?? 0;
  if (characters <= longestFile) return [];
  return [{ field, key: 'submissions.error.tooLong', parameters: { path, characters, longest: longestFile } }];
}
