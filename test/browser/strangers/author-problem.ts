import type { Page } from 'playwright-core';
import { eventually } from '../../support/app.ts';
import type { Stranger } from './stranger.ts';

/** Writes a problem as an author does, through the form alone, and publishes it; returns its address. */
export async function authorProblem(page: Page, address: string, problem: Stranger): Promise<string> {
  await page.goto(`${address}/problems/new`);
  await page.fill('[name=title]', problem.title);
  await page.click('main button.primary');
  await page.waitForURL('**/edit');
  const path = new URL(page.url()).pathname.replace(/\/edit$/, '');
  await page.fill('[name=statement]', problem.statement);
  await save(page);
  await writeLanguages(page, address + path, problem);
  await writeTests(page, address + path, problem);
  await writeSolutions(page, address + path, problem);
  await publish(page, address + path);
  return address + path;
}

async function writeLanguages(page: Page, place: string, { languages, harness = {}, moreStarters = 0 }: Stranger) {
  await page.goto(`${place}/edit/languages`);
  for (const [index, [language, fields]] of languages.entries()) {
    await add(page, 'languages.add', `languages.${index}.id`);
    await page.selectOption(`[name="languages.${index}.id"]`, language);
    for (let more = 1; more <= moreStarters; more += 1)
      await add(page, `languages.${index}.starter.add`, `languages.${index}.starter.${more}.path`);
    await fill(page, `languages.${index}.`, fields);
  }
  await fill(page, '', harness);
  await save(page);
}

async function writeTests(page: Page, place: string, { tests }: Stranger) {
  await page.goto(`${place}/edit/tests`);
  for (const [index, fields] of tests.entries()) {
    await page.click('button[value="tests.add"]');
    await appears(
      page,
      `document.querySelectorAll('tbody tr').length === ${index + 1} && document.querySelector('[name="test.name"]').value === ''`,
    );
    await fill(page, 'test.', fields);
  }
  await save(page);
}

async function writeSolutions(page: Page, place: string, { solutions }: Stranger) {
  await page.goto(`${place}/edit/solutions`);
  for (const [index, { name, role, language, files }] of solutions.entries()) {
    const at = `solutions.${index}.`;
    await add(page, 'solutions.add', `${at}name`);
    for (let more = 1; more < files.length; more += 1) await add(page, `${at}files.add`, `${at}files.${more}.path`);
    await fill(page, at, { name, role, language });
    for (const [file, { path, content }] of files.entries())
      await fill(page, `${at}files.${file}.`, { ...(path ? { path } : {}), content });
  }
  await save(page);
}

async function publish(page: Page, place: string) {
  await page.goto(`${place}/publishing`);
  await page.click('button:has-text("Publish")');
  await page.waitForURL('**/publishings/*');
  // Each solution is compiled and run with every test.
  await appears(page, `document.querySelector('#trials progress') === null`, 150);
  const said = await page.innerText('#trials');
  if (!said.includes('It is published')) throw new Error(`It was not published:\n${said}`);
}

/** What is in a select, and what is typed. */
async function fill(page: Page, prefix: string, fields: Readonly<Record<string, string>>) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`[name="${prefix}${name}"]`);
    const kind = await field.evaluate((element) => element.getAttribute('type') ?? element.tagName);
    if (kind === 'checkbox') await field.check();
    else await (kind === 'SELECT' ? field.selectOption(value) : field.fill(value));
  }
}

/** Presses a button that adds something, until its field is there. */
async function add(page: Page, act: string, field: string) {
  await page.click(`button[value="${act}"]`);
  await appears(page, `document.querySelector('[name="${field}"]') !== null`);
}

/** Fails at once, with its words, when the page refuses something. */
async function appears(page: Page, expression: string, seconds = 60) {
  const refusal = await eventually(async () => {
    if (await page.evaluate<boolean>(expression).catch(() => false)) return { words: null };
    const words = await page
      .evaluate<string | undefined>(`document.querySelector('#saved .notice')?.innerText`)
      .catch(() => '');
    return words ? { words } : null;
  }, seconds);
  if (refusal.words !== null) throw new Error(`It was refused: ${refusal.words}`);
}

async function save(page: Page) {
  await page.click('#edit button.primary');
  await appears(page, `document.querySelector('#edit:not([data-unsaved])') !== null`);
}
