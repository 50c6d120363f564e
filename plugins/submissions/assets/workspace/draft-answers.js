import { settleConflict } from './conflict.js';
import { show } from './draft-shown.js';
import { isSessionOver, renewSession } from './session.js';

const firstRetryMs = 2_000;
const longestRetryMs = 60_000;
const nextLookMs = 15_000;
const mayPass = [408, 425, 429];

/** Only what was saved is swapped in; everything else the draft itself deals with. */
export function refuse(event, keeper) {
  const { ctx } = event.detail;
  if (ctx.response.status === 200 && !isSessionOver(ctx)) return;
  event.preventDefault();
  event.stopPropagation();
  if (ctx.response.status === 409 && !isSessionOver(ctx)) void settleConflict(keeper, ctx.response.raw.text());
}

/** What an answer, or that none came, means for the draft. */
export function settle(keeper, ctx) {
  const outcome = outcomeOf(ctx);
  if (outcome === 'saved') keeper.saved = keeper.sent;
  keeper.tries = outcome === 'retrying' ? keeper.tries + 1 : 0;
  show(keeper, outcome);
  if (outcome === 'retrying') keeper.later(Math.min(firstRetryMs * 2 ** (keeper.tries - 1), longestRetryMs));
  if (outcome === 'over') keeper.later(nextLookMs);
  keeper.done(outcome === 'saved');
}

function outcomeOf(ctx) {
  const status = ctx.response?.status;
  if (status === undefined || status >= 500 || mayPass.includes(status)) return 'retrying';
  if (isSessionOver(ctx)) return 'over';
  if (status === 200) return 'saved';
  return status === 409 ? 'conflict' : 'refused';
}

/** Nobody is signed in any more: page and code stay, and from time to time it is looked whether the person is back. */
export function sessionIsOver(keeper) {
  show(keeper, 'over');
  keeper.later(nextLookMs);
}

/** Resolves to whether the same person is signed in again. */
export async function comeBack(keeper) {
  const found = await renewSession(keeper.form.closest('.workspace'));
  if (found === 'renewed') {
    show(keeper, 'saved');
    keeper.say('back');
    return true;
  }
  if (found !== keeper.is) show(keeper, found);
  keeper.later(nextLookMs);
  return false;
}
