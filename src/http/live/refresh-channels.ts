import { setImmediate } from 'node:timers/promises';
import type { Channel } from './channel.ts';
import { drawStates, drawTogether, type DrawnState } from './draw-state.ts';
import type { Subscription } from './live-stream.ts';

/** Those who get one drawing. */
interface Audience {
  readonly channel: Channel;
  readonly name: string;
  readonly members: readonly Subscription[];
}

/**
 * Draws channels of one organization once for each audience that watches them, and sends it to all of them. Several are read in one
 * short transaction; where that fails, or its answer suits nobody, in one each. `failed` hears of each that cannot be read.
 */
export async function refreshChannels(
  channels: readonly Channel[],
  failed: (channel: Channel, error: unknown) => void,
): Promise<void> {
  for (const channel of channels) channel.refreshedAt = Date.now();
  const audiences = channels.flatMap(audiencesOf);
  const states = audiences.length > 1 ? await statesOf(audiences) : [];
  for (const [index, audience] of audiences.entries()) {
    const state = states[index];
    if (state?.audience === audience.name) await sendToAll(audience.members, state);
    else await refresh(audience).catch((error: unknown) => failed(audience.channel, error));
  }
}

const audiencesOf = (channel: Channel): readonly Audience[] =>
  Map.groupBy(
    [...channel.subscriptions].filter(({ audience, stream }) => audience !== null && !stream.isEnded),
    (one) => one.audience!,
  )
    .entries()
    .map(([name, members]) => ({ channel, name, members }))
    .toArray();

/** Read together; none where one of them cannot be read. */
async function statesOf(audiences: readonly Audience[]): Promise<readonly (DrawnState | null)[]> {
  const wanted = audiences.map(({ members: [asking] }) => ({ watcher: asking!.stream, topics: [asking!.asked] }));
  return (await drawTogether(wanted).catch(() => [])).flat();
}

/** The first who still may is the one who asks; whoever may no more is sent away, whoever changed sides gets their own. */
async function refresh({ name, members }: Audience) {
  for (const [index, asking] of members.entries()) {
    const { stream, asked } = asking;
    if (stream.isEnded || asking.audience !== name) continue;
    const [state] = await drawStates(stream, [asked]);
    if (!state) {
      stream.end('over');
      continue;
    }
    if (state.audience === name) return sendToAll(members.slice(index), state);
    asking.audience = state.audience;
    stream.send(asking, state);
  }
}

/** Pages get their turn in between: a write costs more than one thinks, and there may be a thousand. */
async function sendToAll(members: readonly Subscription[], state: DrawnState) {
  for (const [index, member] of members.entries()) {
    if (index % 100 === 99) await setImmediate();
    if (member.audience === state.audience) member.stream.send(member, state);
  }
}
