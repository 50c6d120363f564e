import { ModelFailure } from './model-failure.ts';

/** Ends a call when nothing is heard for so long, or when the signal says so. */
export function startSilence(longestMs: number, signal: AbortSignal) {
  const controller = new AbortController();
  const state = { isOver: false };
  const stop = () => controller.abort();
  const timer = setTimeout(() => {
    state.isOver = true;
    stop();
  }, longestMs);
  signal.addEventListener('abort', stop, { once: true });
  return {
    controller,
    isOver: () => state.isOver,
    heard: () => void timer.refresh(),
    end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    },
    /** The library ends an answer that was aborted without a word. */
    throwIfOver() {
      signal.throwIfAborted();
      if (state.isOver) throw new ModelFailure('timeout', 'it is silent for too long');
    },
  };
}
