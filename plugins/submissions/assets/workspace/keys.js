/** By the letters of the keyboard, with Ctrl or Cmd: inside the workspace they mean this and nothing else. */
const acts = (event) => {
  const key = event.key.toLowerCase();
  if (key === 's' && !event.shiftKey) return 'save';
  if (key === 'enter') return event.shiftKey ? 'submit' : 'run';
  return null;
};

/** Heard before the editor hears them, which would begin a new line. */
export function listenToKeys(workspace) {
  workspace.addEventListener(
    'keydown',
    (event) => {
      const act = (event.ctrlKey || event.metaKey) && !event.altKey && acts(event);
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      const form = workspace.querySelector('form.work');
      if (act === 'save') form.dispatchEvent(new CustomEvent('workspace:save'));
      else if (!event.repeat) form.querySelector(`button[data-act="${act}"]`)?.click();
    },
    { capture: true },
  );
}
