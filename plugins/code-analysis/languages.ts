/** What programs are analysed in, as the judges call it. C is read by the grammar of C++. */
export const languageIds = ['python', 'javascript', 'typescript', 'java', 'cpp', 'go', 'rust'] as const;
export type LanguageId = (typeof languageIds)[number];

/** As people write them, the same in every language. */
export const languageNames: Readonly<Record<LanguageId, string>> = {
  python: 'Python',
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  java: 'Java',
  cpp: 'C++',
  go: 'Go',
  rust: 'Rust',
};

/** The language by whose grammar a program of a judge's language is read; null for one that is not analysed. */
export function languageOf(judgeLanguage: string): LanguageId | null {
  if (judgeLanguage === 'c') return 'cpp';
  return languageIds.find((id) => id === judgeLanguage) ?? null;
}
