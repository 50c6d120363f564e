import { z } from 'zod';
import { audit } from '#src/audit/audit.ts';
import { defineCommand } from '#src/commands/command.ts';
import { secretOf } from '#src/keys/secret.ts';
import type { UnreadableRow } from './rotate-column.ts';
import { rotateSecrets, type Rotation } from './rotate-secrets.ts';

const onlyOne = `SECRET_KEY holds one secret, so there is nothing to rotate to. Nothing was changed.
  1. Make a new secret: openssl rand -base64 48
  2. Put it in front of the present one in SECRET_KEY, separated by a comma: SECRET_KEY="<new>,<present>"
  3. Start every serve and work with that, and then run npm run admin -- rotate-secrets with it.`;

const rotate = defineCommand({
  name: 'rotate-secrets',
  summary: 'Seals every stored secret anew with the newest of SECRET_KEY, while the application goes on',
  options: z.object({}),
  async run(shell) {
    const [newest, ...older] = shell.config.secretKeys.map((secret) => secretOf(secret).id);
    if (!newest || older.length === 0)
      return { data: { keyIds: [newest], resealed: {}, unreadable: [], removable: [] }, text: onlyOne, failed: true };
    const scope = await shell.scope();
    const rotation = await rotateSecrets(await shell.kernel(), scope, newest, (step) => shell.say(step));
    const { resealed, unreadable, held } = rotation;
    const removable = held > 0 ? [] : older.filter((id) => !unreadable.some(({ keyId }) => keyId === id));
    await audit(scope, {
      action: 'secrets.rotated',
      payload: { keyId: newest, resealed, unreadable: unreadable.length, held },
    });
    return {
      data: { keyIds: [newest, ...older], ...rotation, removable },
      text: report(rotation, newest, removable),
      failed: unreadable.length > 0 || held > 0,
    };
  },
});

function report({ resealed, unreadable, held }: Rotation, newest: string, removable: readonly string[]) {
  const tables = Object.entries(resealed).map(([table, rows]) => `  ${table}: ${rows} rows sealed anew`);
  const open =
    removable.length === 0
      ? ['Take no secret off SECRET_KEY yet.']
      : [
          `Can be taken off SECRET_KEY, once every process runs with ${newest} in front: ${removable.join(', ')}.`,
          'Keep them with the backups made until now, which need them. Signed links made with them stop working.',
        ];
  return [
    `Everything that could be opened is sealed with the newest secret (key id ${newest}).`,
    ...(tables.length > 0 ? tables : ['  Nothing had to be sealed anew.']),
    ...unreadable.map(unreadableLine),
    ...(held > 0 ? [`  ${held} rows were held by others all the time: run this again.`] : []),
    ...open,
  ].join('\n');
}

const unreadableLine = ({ table, id, keyId, isKeyMissing }: UnreadableRow) =>
  isKeyMissing
    ? `  ${table} ${id} cannot be opened: SECRET_KEY lacks the secret with key id ${keyId}. Put it back behind the newer ones and run this again.`
    : `  ${table} ${id} cannot be opened: its text is damaged, so what it held has to be entered again.`;

export const sealedCommands = [rotate];
