import Bowser from 'bowser';

/** Browser and system in words that need no translation, `Firefox, Linux`; empty for what says nothing that we know. */
export function deviceOf(userAgent: string | null): string {
  if (!userAgent) return '';
  const { browser, os } = Bowser.parse(userAgent);
  return [browser.name, os.name].filter(Boolean).join(', ') || userAgent.slice(0, 40);
}
