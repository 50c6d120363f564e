import type { Frame } from 'playwright-core';
import { eventually } from '../support/app.ts';

/** Chooses a language in the workspace, and waits for its code. */
export async function chooseLanguage(frame: Frame, language: string): Promise<void> {
  await frame.selectOption('#language', language);
  await frame.waitForSelector(`form.work[data-language="${language}"] .cm-content`);
}

/** Puts a program in the place of what stands in the editor, as one who pastes it does. */
export async function writeCode(frame: Frame, code: string): Promise<void> {
  const keyboard = frame.page().keyboard;
  await frame.click('.cm-content');
  await keyboard.press('Control+a');
  await keyboard.insertText(code);
  await eventually(
    () => frame.evaluate<boolean>(`document.querySelector('.file textarea').value === ${JSON.stringify(code)}`),
    10,
  );
}
