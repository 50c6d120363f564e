export interface Message {
  readonly id: string | null;
  readonly event: string | null;
  readonly data: string;
}

export interface Reading {
  readonly response: Response;
  readonly messages: readonly Message[];
  /** Everything that came, comments too. */
  text(): string;
  /** The message with this index, as soon as it is there. */
  message(index: number): Promise<Message>;
  /** Resolves when the other side has closed. */
  readonly ended: Promise<void>;
  stop(): void;
}

/** Reads a stream as a program would, until `stop`. */
export async function openStream(url: string, headers: Record<string, string>): Promise<Reading> {
  const abort = new AbortController();
  const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: abort.signal });
  const messages: Message[] = [];
  let text = '';
  let wake = Promise.withResolvers<void>();
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body!) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const parts = text
        .split('\n\n')
        .slice(0, -1)
        .map(asMessage)
        .filter((message) => message !== null);
      messages.push(...parts.slice(messages.length));
      wake.resolve();
      wake = Promise.withResolvers();
    }
  };
  return {
    response,
    messages,
    text: () => text,
    ended: read().catch(() => undefined),
    async message(index) {
      while (messages.length <= index) await wake.promise;
      return messages[index]!;
    },
    stop: () => abort.abort(),
  };
}

function asMessage(text: string): Message | null {
  const lines = text.split('\n');
  const all = (name: string) =>
    lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trim());
  const data = all('data');
  return data.length === 0 ? null : { id: all('id')[0] ?? null, event: all('event')[0] ?? null, data: data.join('\n') };
}
