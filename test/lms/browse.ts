interface Form {
  readonly action: string;
  readonly fields: Record<string, string>;
}

/** The form that a page would send by itself. Throws an Error that shows a page without one. */
export function formIn(page: string): Form {
  const action = /<form method="post" action="([^"]*)"/.exec(page)?.[1];
  if (action === undefined) throw new Error(`No form in this page: ${page}`);
  const inputs = page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  return {
    action: unescaped(action),
    fields: Object.fromEntries([...inputs].map(([, name = '', value = '']) => [unescaped(name), unescaped(value)])),
  };
}

const unescaped = (text: string) =>
  text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

export const post = (url: string, fields: Record<string, string>, redirect: 'follow' | 'manual' = 'follow') =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect });

/** What a browser does after a click on an activity: on to the form that would be posted to the tool's redirect URI. */
export async function launchForm(launchAddress: string): Promise<Form> {
  const first = await fetch(launchAddress);
  const page = await first.text();
  if (new URL(first.url).pathname === '/auth') return formIn(page);
  const login = formIn(page);
  return formIn(await (await post(login.action, login.fields)).text());
}
