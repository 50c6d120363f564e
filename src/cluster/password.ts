import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

// In the folder of the data: whoever deletes the data deletes its password, and one comes into being with the other.
export const passwordFile = (data: string) => path.join(data, 'assay-superuser.password');

export const readPassword = (data: string) => readFileSync(passwordFile(data), 'utf8').trim();

/** Whether a folder holds a whole cluster of ours: the password is the last thing to get there. */
export const isInitialized = (data: string) => existsSync(passwordFile(data));
