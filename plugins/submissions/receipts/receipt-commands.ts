import { z } from 'zod';
import { defineCommand } from '#src/commands/command.ts';
import { publishedKeys, rotateReceiptKey } from './receipt-keys.ts';
import { verifyReceipt } from './verify-receipt.ts';

const verify = defineCommand({
  name: 'verify-receipt',
  summary: 'Says whether a receipt of a submission was signed here, and what it states',
  options: z.object({ receipt: z.string().min(1).describe('The receipt, as its page shows it') }),
  async run(shell, { receipt: text }) {
    const scope = await shell.scope();
    const keys = await scope.transaction((inside) => publishedKeys(inside), { readOnly: true });
    const receipt = await verifyReceipt(keys, text);
    if (!receipt)
      return { data: { isGenuine: false }, text: 'No key of ours signed this, or it was changed since.', failed: true };
    const files = receipt.files.map(({ path, sha256 }) => `  ${sha256}  ${path}`);
    return {
      data: { isGenuine: true, receipt },
      text: [
        `Genuine: submission ${receipt.jti} of user ${receipt.sub}, taken in at ${receipt.acceptedAt}, with`,
        ...files,
      ].join('\n'),
    };
  },
});

const rotate = defineCommand({
  name: 'rotate-receipt-key',
  summary: 'Makes a new key that signs receipts from now on; receipts of the old ones stay verifiable',
  options: z.object({}),
  async run(shell) {
    const kid = await rotateReceiptKey(await shell.scope());
    return { data: { kid }, text: `The key ${kid} signs from now on.` };
  },
});

export const receiptCommands = [verify, rotate];
