import { setImmediate } from 'node:timers/promises';
import type { Channel } from './channel.ts';
import { drawStates, type DrawnState } from './draw-state.ts';
import type { Subscription } from './live-stream.ts';

/** Draws the channel once for each audience that watches it, in a short read each, and sends it to all of them. */
export async function refreshChannel(channel: Channel): Promise<void> {
  channel.refreshedAt = Date.now();
  const drawn = [...channel.subscriptions].filter(({ audience }) => audience !== null);
  for (const [audience, members] of Map.groupBy(drawn, (one) => one.audience!)) await refresh(audience, members);
}

/** The first who still may is the one who asks; whoever may no more is sent away, whoever changed sides gets their own. */
async function refresh(audience: string, members: readonly Subscription[]) {
  for (const [index, asking] of members.entries()) {
    const { stream, asked } = asking;
    if (stream.isEnded || asking.audience !== audience) continue;
    const [state] = await drawStates(stream, [asked]);
    if (!state) {
      stream.end('over');
      continue;
    }
    if (state.audience === audience) {
      return sendToAll(members.slice(index), audience, state);
    }
    asking.audience = state.audience;
    stream.send(asking, state);
  }
}

/** Pages get their turn in between: a write costs more than one thinks, and there may be a thousand. */
async function sendToAll(members: readonly Subscription[], audience: string, state: DrawnState) {
  for (const [index, member] of members.entries()) {
    if (index % 100 === 99) await setImmediate();
    if (member.audience === audience) member.stream.send(member, state);
  }
}
