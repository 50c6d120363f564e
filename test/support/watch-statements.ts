import pg from 'pg';

type Query = (this: pg.Client, ...given: unknown[]) => unknown;

/** Keeps every statement that the application sends to PostgreSQL while it watches; jobs have connections of their own. */
export function watchStatements() {
  const statements: string[] = [];
  const { query } = pg.Client.prototype as unknown as { query: Query };
  const watched: Query = function (...given) {
    const [config] = given;
    const text = typeof config === 'string' ? config : (config as { readonly text?: string } | undefined)?.text;
    const { application_name: name } = (this as unknown as { connectionParameters: { application_name?: string } })
      .connectionParameters;
    if (text !== undefined && name === 'assay') statements.push(text.replaceAll(/\s+/g, ' ').trim());
    return query.apply(this, given);
  };
  (pg.Client.prototype as unknown as { query: Query }).query = watched;
  return {
    /** Those since the last call. */
    take: () => statements.splice(0),
    stop: () => void ((pg.Client.prototype as unknown as { query: Query }).query = query),
  };
}

/** What every request asks before its page asks anything: who it is, which organization, and the transaction. */
const beforeThePage = [
  /^(begin|start transaction|commit|rollback)\b/i,
  /^select set_config\('[\w.]+', \S+, true\), transaction_timestamp\(\)/,
  /^select (\*|id) from find_(framed_session|signed_in_operator|api_token|organization_by_\w+)\(/,
  /^select id, slug, name, locale, time_zone as "timeZone"/,
];

/** The statements of the page itself. */
export const ofThePage = (statements: readonly string[]) =>
  statements.filter((statement) => !beforeThePage.some((pattern) => pattern.test(statement)));

/** How many statements a page may need, however many rows it shows. */
export const mostStatements = 6;
