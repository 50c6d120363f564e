/** What was sent last and never answered, by form. */
const unanswered = new WeakMap();

/** Of the draft, which may be saved in between: none of it makes other work. */
const beside = ['draftVersion', 'drawnIn'];
const kernel = ['_key', '_csrf'];

/**
 * One press, one work, by a key of its own. What was sent without an answer may have arrived: the same work again has the same
 * key, so that it is taken in once.
 */
export function giveKey(form, { action, body }) {
  for (const name of beside) body.delete(name);
  const sent = [...body].filter(([name]) => !kernel.includes(name));
  const text = JSON.stringify([action, sent]);
  const before = unanswered.get(form);
  const key = before?.text === text ? before.key : crypto.randomUUID();
  unanswered.set(form, { key, text });
  body.set('_key', key);
}

/** An answer came, whatever it says. */
export const wasAnswered = (form) => unanswered.delete(form);
