import express from 'express';
import { listen } from './listen.ts';

/** Throws the Error that `listen` would, before anything slow has begun. */
export async function ensureNothingListens(at: { readonly port: number; readonly host: string | null }) {
  const trial = await listen(express(), at);
  await trial.close();
}
