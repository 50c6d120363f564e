import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Sink {
  readonly port: number;
  /** Raw messages that were taken. */
  readonly taken: string[];
  readonly connections: () => number;
  stop(): Promise<void>;
}

/** A real SMTP server that keeps what it is sent. By default it wants neither TLS nor a password. */
export async function startSink(options: SMTPServerOptions = {}): Promise<Sink> {
  const taken: string[] = [];
  let connections = 0;
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    onConnect: (_session, done) => {
      connections += 1;
      done();
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        taken.push(Buffer.concat(chunks).toString());
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    taken,
    connections: () => connections,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Takes connections and says nothing. */
export const startSilence = () => startBare(() => undefined);

/** Dies, again and again, at the moment in which it is told the recipient. */
export const startDying = () =>
  startBare((socket) => {
    socket.write('220 here\r\n');
    socket.on('data', (line) => (line.includes('RCPT') ? socket.destroy() : socket.write('250 yes\r\n')));
  });

async function startBare(greet: (socket: net.Socket) => void) {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    greet(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, connections: () => sockets.size, stop };
}

/** An SMTP error as a server answers it. */
export const answer = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });

/** The headers of a raw message and its parts by content type, decoded. */
export function readMessage(raw: string) {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = Object.fromEntries(
    head
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.split(':')[0]!.toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  const boundary = /boundary="([^"]+)"/.exec(headers['content-type'] ?? '')?.[1] ?? 'none';
  const parts = rest
    .join('\r\n\r\n')
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [partHead = '', ...body] = part.split('\r\n\r\n');
      const type = /content-type: ([^;\r]+)/i.exec(partHead)?.[1] ?? '';
      return [type, decoded(/encoding: (\S+)/i.exec(partHead)?.[1] ?? '', body.join('\r\n\r\n').trim())] as const;
    });
  return { headers, parts: Object.fromEntries(parts) };
}

function decoded(encoding: string, body: string) {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
