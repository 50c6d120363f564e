import express from 'express';
import { listen, type ListenAt } from './listen.ts';

/** Throws the Error that `listen` would, before anything slow has begun. */
export async function ensureNothingListens(at: ListenAt) {
  const trial = await listen(express(), at);
  await trial.close();
}
