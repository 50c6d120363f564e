const folders = ['src', 'lti', 'judge0', 'plugins', 'views', 'migrations', 'test', 'scripts', 'deploy', 'docs'];

interface Rule {
  readonly folder: RegExp;
  readonly holds: RegExp;
  readonly instead: string;
}

const numbered = String.raw`\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.sql`;
const readMe = String.raw`([a-z-]+\/)*README\.md`;

const rules: readonly Rule[] = [
  {
    folder: /^views\//,
    holds: new RegExp(`^(.+\\.(hbs|css|js|svg|png|ico|woff2|webmanifest|txt)|${readMe})$`),
    instead: "views holds templates, tokens and assets; code goes to src, a feature's page to plugins/<name>/views.",
  },
  {
    folder: /^migrations\//,
    holds: new RegExp(`^(${numbered}|look-ups\\.sql|schema\\.snapshot\\.txt|${readMe})$`),
    instead:
      'migrations holds NNNN-what-it-adds.sql, look-ups.sql and schema.snapshot.txt; what runs them is in src/database.',
  },
  {
    folder: /^scripts\//,
    holds: new RegExp(`^(.+\\.mjs|debian-packages\\.txt|${readMe})$`),
    instead:
      'scripts holds plain .mjs that runs on Node 20 before anything is installed, and debian-packages.txt; the application is in src.',
  },
  {
    folder: /^plugins\/[^/]+\/migrations\//,
    holds: new RegExp(`^${numbered}$`),
    instead: "a plugin's migrations are NNNN-what-it-adds.sql.",
  },
  {
    folder: /^plugins\/[^/]+\/locales\//,
    holds: /^[a-z]{2}(-[A-Z]{2})?\.json$/,
    instead: 'locales holds one JSON file for each language.',
  },
];

/** Each folder holds what it exists for. Returns a sentence for each file that is in the wrong one. */
export function checkFolders(files: readonly string[]): string[] {
  return [...unknownFolders(files), ...files.flatMap(wrongPlace), ...pluginsWithoutEntry(files)];
}

function unknownFolders(files: readonly string[]) {
  const tops = new Set(files.filter((file) => file.includes('/')).map((file) => file.split('/')[0]!));
  return [...tops]
    .filter((top) => !top.startsWith('.') && !folders.includes(top))
    .map(
      (top) =>
        `${top}/ is no folder of the application. There are ${folders.join(', ')}; a feature is a folder in plugins.`,
    );
}

function wrongPlace(file: string) {
  return rules.flatMap(({ folder, holds, instead }) => {
    const start = folder.exec(file)?.[0];
    return start && !holds.test(file.slice(start.length)) ? [`${file} does not belong there: ${instead}`] : [];
  });
}

function pluginsWithoutEntry(files: readonly string[]) {
  const names = new Set(files.flatMap((file) => /^plugins\/([^/]+)\//.exec(file)?.[1] ?? []));
  return [...names]
    .filter((name) => !files.includes(`plugins/${name}/plugin.ts`))
    .map(
      (name) =>
        `plugins/${name} has no plugin.ts, so nothing of it is loaded. Export definePlugin({ name: '${name}', … }) from there.`,
    );
}
