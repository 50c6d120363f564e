import type { Channel } from './channel.ts';
import { drawStates } from './draw-state.ts';
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
      for (const member of members.slice(index)) if (member.audience === audience) member.stream.send(member, state);
      return;
    }
    asking.audience = state.audience;
    stream.send(asking, state);
  }
}
