import path from 'node:path';
import { invalid } from '#src/errors.ts';
import type { JudgedProblem, JudgedTest } from '../judged-problem.ts';
import type { Solution } from '../judge-solution.ts';
import { besideGiven } from '../program-of.ts';
import type { SourceFile } from '../source-file.ts';
import { harnessFile, javaJson, scriptModules } from './harness-file.ts';

type Make = (solution: Solution, tests: readonly JudgedTest[]) => readonly SourceFile[];

/** What is started, and what goes along. */
const makers: Readonly<Record<string, Make>> = {
  python: (solution) => [...pythonFiles, named(solution, 'solution.py')],
  javascript: (solution) => [...scriptFiles, named(solution, 'solution.js')],
  typescript: (solution) => [...typedFiles, moduleOf(named(solution, 'solution.ts'))],
  java: javaProgram,
};

const pythonFiles = [harnessFile('unit.py', 'script.py'), harnessFile('pytest.py', 'pytest.py')];
const scriptParts = [
  harnessFile('expect.js', 'assay-expect.js'),
  harnessFile('intact.js', 'assay-intact.js'),
  scriptModules,
];
const scriptFiles = [harnessFile('unit.js', 'script.js'), ...scriptParts];
const typedFiles = [harnessFile('unit.ts', 'script.ts'), harnessFile('unit.js', 'assay-unit.js'), ...scriptParts];
const javaMain = harnessFile('unit.java', 'Main.java');
const javaChecks = harnessFile('checks.java', 'assay/Checks.java');

/** A runner of ours with the student's files beside it. Throws DomainError `invalid` for a language without one. */
export function unitProgram(
  problem: JudgedProblem,
  solution: Solution,
  tests: readonly JudgedTest[],
): readonly SourceFile[] {
  const make = makers[solution.language];
  if (!make) throw invalid({ field: 'language', key: 'problems.judging.refused.language' });
  const [main, ...ours] = make(solution, tests);
  const given = problem.byLanguage[solution.language]?.files ?? [];
  const beside = besideGiven(besideGiven(solution.files, given), ours);
  return [main!, ...beside.filter(({ path: each }) => each !== main!.path)];
}

/** The student's first file under the name by which tests may always find it. */
const named = ({ files }: Solution, name: string): SourceFile => ({ path: name, content: files[0]?.content ?? '' });

/** To TypeScript a file is a module only when it exports something. */
const moduleOf = ({ path: place, content }: SourceFile): SourceFile => ({
  path: place,
  content: `${content}\nexport {};\n`,
});

/** Classes have the names of their files, so all stay where they are. */
function javaProgram(solution: Solution, tests: readonly JudgedTest[]): readonly SourceFile[] {
  const units = tests.flatMap(({ unitFile }) => unitFile ?? []);
  const classes = [...new Set(units.map((unit) => `${unitClass(unit)}.class`))];
  const first = solution.files[0]?.path ?? '';
  const solutionPath = first.endsWith('.java') ? path.posix.basename(first) : 'Solution.java';
  const content = javaMain.content.replace('UNIT_CLASSES', classes.join(', ')).replace('SOLUTION_PATH', solutionPath);
  const own = first.endsWith('.java') ? [] : [named(solution, solutionPath)];
  return [{ ...javaMain, content }, javaJson, javaChecks, ...junit, ...units, ...own];
}

/** `AdditionTest` for `AdditionTest.java`. */
export const unitClass = (unit: SourceFile): string => path.posix.basename(unit.path, '.java');

const annotation = (packageName: string, name: string) => ({
  path: `${packageName.replaceAll('.', '/')}/${name}.java`,
  content: `package ${packageName};\n@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)\npublic @interface ${name} {}\n`,
});
const checks = (packageName: string, name: string) => ({
  path: `${packageName.replaceAll('.', '/')}/${name}.java`,
  content: `package ${packageName};\npublic class ${name} extends assay.Checks {}\n`,
});

/** The names under which tests of JUnit 5 and 4 look for what they need. */
const junit: readonly SourceFile[] = [
  ...['Test', 'BeforeEach', 'AfterEach', 'BeforeAll', 'AfterAll'].map((name) =>
    annotation('org.junit.jupiter.api', name),
  ),
  ...['Test', 'Before', 'After', 'BeforeClass', 'AfterClass'].map((name) => annotation('org.junit', name)),
  checks('org.junit.jupiter.api', 'Assertions'),
  checks('org.junit', 'Assert'),
];
