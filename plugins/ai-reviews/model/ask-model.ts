import type { Scope } from '#src/scope/scope.ts';
import type { CallOutcome } from '../calls/model-call.entity.ts';
import { noteCall, type AskedAbout } from '../calls/note-call.ts';
import { askProvider, type Answered, type Asked, type Question } from './ask-provider.ts';
import { asModelFailure, ModelFailure, type Spent } from './model-failure.ts';
import type { ModelRoom, Provider } from './model-room.ts';
import { Withheld } from './withheld.ts';

export interface Asking<A> extends Asked<A> {
  readonly about: AskedAbout;
  /** Called before a provider is asked; what it gives hears the answer, and may throw Withheld to end it. */
  readonly begin: (provider: Provider) => Promise<Question<A>['hear']>;
}

/**
 * Asks the first provider that is well, and the next one where it fails. Throws Withheld, and ModelFailure: that of the last one
 * asked, or `unreachable` where all of them are left alone at the moment.
 */
export async function askModel<A>(
  scope: Scope,
  { providers, turns }: ModelRoom,
  asking: Asking<A>,
  signal: AbortSignal,
): Promise<Answered<A> & { readonly provider: Provider }> {
  return turns.take(async () => {
    let failure = new ModelFailure('unreachable', 'every provider failed just now and is left alone for a while');
    for (const provider of providers.filter(({ breaker }) => breaker.admits())) {
      try {
        const answered = await callOnce(scope, provider, asking, signal);
        provider.breaker.succeeded();
        return { ...answered, provider };
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof Withheld) provider.breaker.succeeded();
        if (error instanceof Withheld) throw error;
        failure = asModelFailure(error);
        noteFailure(scope, provider, failure);
      }
    }
    throw failure;
  });
}

/** Asks one provider; what that took is written down however it ends. */
async function callOnce<A>(
  scope: Scope,
  provider: Provider,
  { begin, about, ...asked }: Asking<A>,
  signal: AbortSignal,
): Promise<Answered<A>> {
  const hear = await begin(provider);
  const since = performance.now();
  const call = { outcome: 'answered' as CallOutcome, spent: null as Spent | null };
  const ended = (spent: Spent | null) => void (call.spent = spent);
  try {
    return await askProvider(scope, provider, { ...asked, hear, ended }, signal);
  } catch (error) {
    call.outcome = outcomeOf(error, signal);
    throw error;
  } finally {
    await noteCall(scope, about, provider, { ...call, tookMs: performance.now() - since });
  }
}

function outcomeOf(error: unknown, signal: AbortSignal): CallOutcome {
  if (signal.aborted) return 'cut';
  return error instanceof Withheld ? 'withheld' : asModelFailure(error).kind;
}

/** An answer that cannot be read comes from a provider that is well. */
function noteFailure({ log }: Scope, { host, breaker, model }: Provider, failure: ModelFailure) {
  log.warn({ host, model, kind: failure.kind }, `a model fails: ${failure.message}`);
  if (failure.kind === 'unreadable') breaker.succeeded();
  else breaker.failed(failure.message);
}
