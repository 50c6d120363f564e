import { z } from 'zod';
import type { StaleSave } from '#src/errors.ts';
import type { FileUse } from '#src/files/file-use.ts';
import type { ReceivedFile } from '#src/files/scope-files.ts';
import type { Work } from '#src/jobs/job.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import type { TokenScope } from '#src/sessions/token-scopes.ts';
import type { View } from '#src/views.ts';
import type { Handled } from './handled.ts';
import type { Reply } from './reply.ts';
import type { Visit } from './visit.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export type FileUses = Readonly<Record<string, FileUse>>;
type NoFiles = Readonly<Record<string, never>>;

export interface Input<P, Q, B, R, F = object> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** What `allow` returned. */
  readonly row: R;
  /** From where, and with what, a browser comes; operations take from it what they need. */
  readonly visit: Visit;
  /** By field: in the store, until a transaction keeps them; null where none was chosen. */
  readonly files: { readonly [Field in keyof F]: ReceivedFile | null };
}

/** What somebody typed and what is wrong with it, for a view that draws the form again. */
export interface FormState {
  /** By field name (`tests.0.stdin`), as it was typed. */
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  /** By field name, in the reader's language. */
  readonly problems: Readonly<Record<string, string>>;
  /** What is wrong with the whole, or null. */
  readonly message: string | null;
  /** Both texts, when somebody else saved in the meantime. */
  readonly stale: StaleSave | null;
}

/** A form that nobody has filled in yet. */
export const emptyForm: FormState = { values: {}, problems: {}, message: null, stale: null };

interface Common<P, Q, B, F> {
  /** One line for the API's documentation. */
  readonly summary: string;
  /** Default: `read` for GET, `write` otherwise. */
  readonly work?: Work;
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  /** Fields of the form that are files, and what each may be; `work` is then `steps`. A file that is refused is a problem of its field. */
  readonly files?: F;
  /** The view it answers with, for the API's documentation; none where it answers with an address or a document. */
  readonly answer?: View;
  /** Bytes of the body at most. Default 1 MB. */
  readonly maxBytes?: number;
  /** What an API token needs to come here. Default: `read` for GET, `write` otherwise. */
  readonly tokenScope?: TokenScope;
  /** Has a limit of its own, so that the edge does not count it. */
  readonly countsItself?: boolean;
  /** Posted to from other sites, so that neither origin nor CSRF token is looked at; a test lists these. */
  readonly crossSite?: boolean;
  /** Takes forms only, as pages of other sites post them, and no JSON. */
  readonly formOnly?: boolean;
  /** The answer holds a secret, which is shown once: it is not kept for a repeat with the same idempotency key. */
  readonly secretAnswer?: boolean;
}

interface Handlers<S, P, Q, B, R, F> {
  /** The row that the actor may come here for, or nothing: then there is nothing here. May throw `forbidden` where the actor knows that it exists. */
  allow(scope: S, params: P, query: Q): Promise<R | null | undefined>;
  handle(scope: S, input: Input<P, Q, B, R, F>): Promise<Handled>;
  /**
   * Answers for a handler that returned `afterwards(made)`, in a read that begins when what was made has been committed: whoever
   * waits for that need not wait for the answer. A repeat with the same idempotency key is told how it stands by then.
   */
  afterwards?(scope: S, made: string, visit: Visit): Promise<Reply>;
  /** Draws the form again after a refusal. */
  again?(scope: S, input: Omit<Input<P, Q, B, R>, 'body' | 'files'>, form: FormState): Promise<Reply>;
}

type OrganizationRoute<P, Q, B, R, F> = Common<P, Q, B, F> &
  Handlers<Scope, P, Q, B, R, F> & { readonly tenant?: 'organization' };
type InstallationRoute<P, Q, B, R> = Common<P, Q, B, never> &
  Handlers<InstallationScope, P, Q, B, R, object> & { readonly tenant: 'none' };

/** A route as the kernel sees it: data. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly tenant: 'organization' | 'none';
  readonly work: Work;
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly body: z.ZodType | null;
  readonly files: FileUses;
  readonly answer: View | null;
  readonly maxBytes: number;
  readonly tokenScope: TokenScope;
  readonly crossSite: boolean;
  readonly formOnly: boolean;
  readonly secretAnswer: boolean;
  readonly countsItself: boolean;
  allow(scope: never, params: never, query: never): Promise<unknown>;
  handle(scope: never, input: never): Promise<Handled>;
  afterwards?(scope: never, made: string, visit: Visit): Promise<Reply>;
  again?(scope: never, input: never, form: FormState): Promise<Reply>;
}

const megabyte = 1_000_000;

const route =
  (method: Method) =>
  <P = object, Q = object, B = undefined, R = unknown, F extends FileUses = NoFiles>(
    path: string,
    spec: OrganizationRoute<P, Q, B, R, F> | InstallationRoute<P, Q, B, R>,
  ): Route => ({
    tenant: 'organization',
    work: method === 'get' ? 'read' : 'write',
    maxBytes: megabyte,
    tokenScope: method === 'get' ? 'read' : 'write',
    crossSite: false,
    formOnly: false,
    secretAnswer: false,
    countsItself: false,
    ...spec,
    params: spec.params ?? z.object({}),
    query: spec.query ?? z.object({}),
    body: spec.body ?? null,
    files: spec.files ?? {},
    answer: spec.answer ?? null,
    method,
    path,
  });

export const get = route('get');
export const post = route('post');
export const put = route('put');
export const patch = route('patch');
export const del = route('delete');

/** The id of a row in a path. Anything but a UUID is not found; `what` names the kind for tests and documentation. */
export const idOf = (what: string) => z.uuid().meta({ idOf: what });
