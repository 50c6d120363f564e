import { fallbackLocale } from './locale.ts';
import { type LocaleFolder, type MessageFile, readMessageFiles } from './message-source.ts';

/** What keeps the languages from saying the same: missing keys and differing arguments, one sentence each; none is good. */
export function compareLocales(folders: readonly LocaleFolder[]): readonly string[] {
  return folders.flatMap((folder) => {
    const files = readMessageFiles(folder);
    const reference = files.find((file) => file.locale === fallbackLocale);
    return files.flatMap((file) => [...file.problems, ...(reference ? differences(reference, file) : [])]);
  });
}

function differences(reference: MessageFile, file: MessageFile): readonly string[] {
  const keys = new Set([...reference.messages.keys(), ...file.messages.keys()]);
  return [...keys].flatMap((key) => {
    const [expected, found] = [reference.messages.get(key), file.messages.get(key)];
    if (!found) return [`${file.file}: "${key}" is missing`];
    if (!expected) return [`${reference.file}: "${key}" is missing, which ${file.file} has`];
    const [wanted, given] = [expected.argumentNames.join(', '), found.argumentNames.join(', ')];
    return wanted === given
      ? []
      : [`${file.file}: "${key}" has the arguments {${given}}, but {${wanted}} in ${reference.file}`];
  });
}
