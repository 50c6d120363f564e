/** In frames of other sites a browser may keep nothing: then a choice holds for as long as the page does. */
const meanwhile = new Map();
const prefix = 'assay.workspace.';

export function remember(name, value) {
  meanwhile.set(name, value);
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // Kept above.
  }
}

export function recall(name) {
  try {
    return meanwhile.get(name) ?? localStorage.getItem(prefix + name);
  } catch {
    return meanwhile.get(name) ?? null;
  }
}
