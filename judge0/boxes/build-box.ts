import type { JudgeFacts } from '../client/judge-facts.ts';
import { JudgeRefusal } from '../client/judge-failure.ts';
import type { Box } from '../client/errand.ts';
import type { ExecutionRequest, Run, SourceFile } from '../execution.ts';
import { compileCommand, namedFiles, runCommand } from '../languages/commands.ts';
import { familyOf } from '../languages/families.ts';
import { boxInput } from './box-input.ts';
import { planBox } from './box-plan.ts';
import { programArchive } from './program-archive.ts';

/** What is needed to read the answer of a box. */
export interface BuiltBox {
  readonly keys: readonly string[];
  /** How many of the runs went along. */
  readonly count: number;
  readonly memoryLimitKb: number;
}

/**
 * A submission of several files that runs our driver. Null when the judge has not the language. Throws JudgeRefusal for what
 * the judge would refuse. Never asks for a network.
 */
export async function buildBox(
  request: Pick<ExecutionRequest, 'language' | 'files'>,
  runs: readonly Run[],
  facts: JudgeFacts,
  callbackUrl: string | null,
): Promise<Box<BuiltBox> | null> {
  const { config, multiFileId } = facts;
  const commands = await facts.commands(request.language);
  if (!commands) return null;
  if (multiFileId === null || !config.enable_additional_files)
    throw new JudgeRefusal('the judge takes no programs of several files: see ENABLE_ADDITIONAL_FILES');
  const plan = planBox(runs, config, familyOf(request.language));
  const files = namedFiles(request.files, commands);
  checkSize(files, config.max_extract_size);
  const compile = compileCommand(request.language, commands, files);
  const command = runCommand(request.language, commands, Math.max(...plan.runs.map(({ limits }) => limits.memoryKb)));
  const isAlone = config.sandbox_tier !== 'unsafe';
  const { stdin, keys } = boxInput(plan.runs, { command, budget: plan.budget, isAlone });
  return {
    built: { keys, count: plan.runs.length, memoryLimitKb: plan.limits.memory_limit },
    body: {
      language_id: multiFileId,
      additional_files: await programArchive({ family: request.language, files, compile }),
      stdin: stdin.toString('base64'),
      enable_network: false,
      ...plan.limits,
      ...(callbackUrl && config.enable_callbacks ? { callback_url: callbackUrl } : {}),
    },
  };
}

function checkSize(files: readonly SourceFile[], mostKb: number) {
  const bytes = files.reduce((sum, { content }) => sum + content.length, 0);
  if (bytes > mostKb * 900)
    throw new JudgeRefusal(`the program's files are larger than the judge allows, ${mostKb} KB`);
}
