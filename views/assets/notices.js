/** Used where the page brings no `<template data-notice="…">` in the reader's language. */
const words = {
  'other-person': 'Another person has signed in with this browser. Load this page again to go on.',
  failed: 'That did not work. Nothing on this page has changed; try again.',
  unreachable: 'There is no answer. Check your connection, then try again.',
  ended: 'This page no longer follows what happens. Load it again to go on.',
};

/** Shows one message in the live region of the page, instead of the one before. */
export function showNotice(kind) {
  const template = document.querySelector(`template[data-notice="${kind}"]`);
  region().replaceChildren(template ? template.content.cloneNode(true) : paragraph(words[kind]));
}

export const clearNotice = () => document.getElementById('notices')?.replaceChildren();

function region() {
  const present = document.getElementById('notices');
  if (present) return present;
  const made = document.createElement('div');
  made.id = 'notices';
  made.setAttribute('role', 'alert');
  document.body.prepend(made);
  return made;
}

function paragraph(text) {
  const made = document.createElement('p');
  made.className = 'notice fail';
  made.textContent = text;
  return made;
}
