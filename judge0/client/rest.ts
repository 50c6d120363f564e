import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import type { z } from 'zod';
import type { OutboundFetch } from '#src/outbound/outbound.ts';
import { About, Batch, ConfigInfo, Created, Language, Languages, submissionFields, Workers } from './answers.ts';
import { JudgeFailure, JudgeRefusal } from './judge-failure.ts';
import { failureOf, unanswered } from './read-failure.ts';

export interface RestOptions {
  readonly url: string;
  /** For X-Auth-Token; null where the judge asks for none. */
  readonly token: string | null;
  /** `outbound.operator.fetch`. */
  readonly fetch: OutboundFetch;
  readonly timeoutMs: number;
}

/** Fields of a submission as the REST API names them; all text in base64. */
export type SubmissionBody = Readonly<Record<string, string | number | boolean>>;

export type Rest = ReturnType<typeof openRest>;

/** Twenty answers of 4 MB each, in base64. */
const maxBytes = 120_000_000;

/** Judge0's REST API at one address. Every call rejects with JudgeFailure, or JudgeRefusal where the request itself is wrong. */
export function openRest({ url, token, fetch, timeoutMs }: RestOptions) {
  const http = axios.create({
    baseURL: url.replace(/\/+$/, ''),
    // Axios's own adapter for fetch makes a Request of each call, which outbound takes apart again: half a millisecond for nothing.
    adapter: async (config) => {
      const { method = 'get', data } = config;
      const response = await fetch(axios.getUri(config), {
        method: method.toUpperCase(),
        headers: config.headers.toJSON() as Record<string, string>,
        ...(data === undefined ? {} : { body: data as string }),
        timeoutMs,
        maxBytes,
      });
      const { status, statusText } = response;
      return { data: await response.text(), status, statusText, headers: {}, config };
    },
    headers: { Accept: 'application/json, text/plain, */*', ...(token ? { 'X-Auth-Token': token } : {}) },
    // Judged here: an answer that is no JSON has to be told from one that is.
    responseType: 'text',
    transformResponse: (text: unknown) => text,
    validateStatus: () => true,
  });
  const ask = <S extends z.ZodType>(path: string, schema: S) => answer(http, schema, () => http.get(path));
  return {
    about: () => ask('/about', About),
    configInfo: () => ask('/config_info', ConfigInfo),
    languages: () => ask('/languages', Languages),
    language: (id: number) => ask(`/languages/${id}`, Language),
    workers: () => ask('/workers', Workers),
    create: (submissions: readonly SubmissionBody[]) =>
      answer(http, Created.array().length(submissions.length), () =>
        http.post('/submissions/batch?base64_encoded=true', { submissions }),
      ),
    createOne: (submission: SubmissionBody) =>
      answer(http, Created, () => http.post('/submissions?base64_encoded=true', submission)),
    read: (tokens: readonly string[]) =>
      ask(`/submissions/batch?base64_encoded=true&fields=${submissionFields}&tokens=${tokens.join(',')}`, Batch),
  };
}

async function answer<S extends z.ZodType>(
  http: AxiosInstance,
  schema: S,
  call: () => Promise<AxiosResponse<string>>,
): Promise<z.output<S>> {
  const response = await call().catch((error: unknown) => {
    throw unanswered(error);
  });
  const failure = failureOf(response.status, response.data);
  if (failure) throw failure;
  const json = parsed(response.data);
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  if (response.status === 422) throw new JudgeRefusal(`the judge refuses: ${response.data.slice(0, 500)}`);
  throw new JudgeFailure('garbage', `${http.defaults.baseURL} answers something that no Judge0 says`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
