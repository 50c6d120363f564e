/** Words that the page brought, in the reader's language, by their name. */
export const wordsOf = (workspace, name) =>
  workspace.querySelector(`template[data-words="${name}"]`)?.content.textContent.trim();

/** Says a sentence of the page to everybody, also to those who hear it. */
export const sayIn = (workspace) => (name) => {
  workspace.querySelector('.workspace-said').textContent = wordsOf(workspace, name) ?? '';
};
