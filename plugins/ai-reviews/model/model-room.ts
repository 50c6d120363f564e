import { LRUCache } from 'lru-cache';
import type { z } from 'zod';
import type { Keyring } from '#src/keys/keyring.ts';
import type { Scope } from '#src/scope/scope.ts';
import { reviewSettings } from '../settings.ts';
import { createBreaker, type Breaker } from './breaker.ts';
import type { Prices } from './cost-of.ts';
import { createTurns, type Turns } from './turns.ts';

/** Somebody who runs models, as this process knows them. */
export interface Provider {
  /** Host of its address, for logs, operators and whoever's work was sent there. */
  readonly host: string;
  readonly url: string;
  readonly key: string;
  readonly model: string;
  readonly prices: Prices;
  /** Whether an organization named it, so that its address is checked as those of people are. */
  readonly isOwn: boolean;
  readonly breaker: Breaker;
}

export interface ModelRoom {
  /** The first is asked first; none where no key is set, and then there is no model. */
  readonly providers: readonly Provider[];
  readonly turns: Turns;
}

interface Rooms {
  readonly turns: Turns;
  readonly usual: ModelRoom;
  readonly regions: ReadonlyMap<string, ModelRoom>;
  /** Of organizations, as their models are at the moment. */
  readonly own: LRUCache<string, ModelRoom>;
}

type Owner = Pick<Scope, 'keys' | 'settings'>;

/** By the keyring, which every Scope of a process has and no two processes in one, as tests have them, share. */
const known = new WeakMap<Keyring, Rooms>();

const nobody = { providers: [] };

/** The providers of the installation, all of them or those of one region, with what this process knows of them. */
export function modelRoomOf(owner: Owner, region: string | null = null): ModelRoom {
  const { usual, regions, turns } = roomsOf(owner);
  return region === null ? usual : (regions.get(region) ?? { ...nobody, turns });
}

/** Names of the regions between which organizations may choose. */
export const regionsOf = (owner: Owner): readonly string[] => [...roomsOf(owner).regions.keys()];

/** The room of an organization's own model; `version` tells one state of it from another. */
export function ownRoomOf(owner: Owner, version: string, open: () => Omit<Provider, 'host' | 'breaker' | 'isOwn'>) {
  const { own } = roomsOf(owner);
  const room = own.get(version) ?? {
    providers: [{ ...described(open()), isOwn: true }],
    turns: createTurns(mostAtOwn),
  };
  own.set(version, room);
  return room;
}

/** So that one slow model of one organization leaves room for the others. */
const mostAtOwn = 5;
const rememberedMs = 600_000;

function roomsOf({ keys, settings }: Owner): Rooms {
  const rooms = known.get(keys) ?? openRooms(settings(reviewSettings));
  known.set(keys, rooms);
  return rooms;
}

const openAddress = 'https://api.openai.com/v1';

function openRooms(values: z.output<typeof reviewSettings>): Rooms {
  const { OPENAI_API_KEY, OPENAI_FALLBACK_API_KEY, OPENAI_MODEL } = values;
  const prices = { inputCents: values.OPENAI_INPUT_CENTS, outputCents: values.OPENAI_OUTPUT_CENTS };
  const turns = createTurns(values.OPENAI_IN_FLIGHT);
  const provider = (key: string | undefined, url = openAddress, model = OPENAI_MODEL): Provider[] =>
    key ? [{ ...described({ url, key, model, prices }), isOwn: false }] : [];
  const first = provider(OPENAI_API_KEY, values.OPENAI_BASE_URL);
  const second = provider(OPENAI_FALLBACK_API_KEY, values.OPENAI_FALLBACK_BASE_URL, values.OPENAI_FALLBACK_MODEL);
  const regions = Object.entries((OPENAI_API_KEY && values.OPENAI_REGIONS) || {});
  return {
    turns,
    usual: { providers: [...first, ...second], turns },
    regions: new Map(regions.map(([name, url]) => [name, { providers: provider(OPENAI_API_KEY, url), turns }])),
    own: new LRUCache({ max: 1_000, ttl: rememberedMs }),
  };
}

const described = (given: Omit<Provider, 'host' | 'breaker' | 'isOwn'>) => ({
  ...given,
  host: new URL(given.url).host,
  breaker: createBreaker(),
});
