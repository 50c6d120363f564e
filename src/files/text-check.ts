/** Looks at content chunk by chunk and says at the end whether all of it is UTF-8 without NUL. */
export function createTextCheck() {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isText = true;
  const look = (chunk?: Uint8Array) => {
    if (!isText) return;
    try {
      decoder.decode(chunk, { stream: chunk !== undefined });
      isText = !chunk?.includes(0);
    } catch {
      isText = false;
    }
  };
  return {
    add: (chunk: Uint8Array) => look(chunk),
    end: () => {
      look();
      return isText;
    },
  };
}
